import {
  figureKinds,
  kindsOfFigures,
  sayFigure,
  sayTeamForecast,
} from "@/components/reports/overview/figure-words";
import { FigureTrend } from "@/components/reports/overview/key-figure";
import type { TeamStanding } from "@/lib/contracts/reports/standing";
import { Sparkline } from "./sparkline";

/** The figures of all cards of a team's boards together. */
export function TeamTogether({ team }: { team: TeamStanding }) {
  const { name, weeks, wip } = team;
  const kinds = kindsOfFigures(team);
  const figures = [
    { title: "Throughput, 30 days", figure: team.throughput, kind: figureKinds.throughput },
    { title: "Median cycle time", figure: team.medianDays, kind: kinds.medianDays },
    { title: "85 % were done in", figure: team.p85Days, kind: kinds.p85Days },
  ];
  return (
    <dl
      aria-label={`All boards of ${name} together`}
      className="mb-4 grid grid-cols-2 gap-x-4 gap-y-3 rounded-xl border border-border bg-muted/40 px-4 py-4 sm:grid-cols-3 sm:px-5 xl:grid-cols-6"
    >
      {figures.map(({ title, figure, kind }) => (
        <div key={title} className="min-w-0">
          <dt className="text-xs text-muted-foreground">{title}</dt>
          <dd>
            <span className="block font-semibold tabular-nums">{sayFigure(figure.now, kind)}</span>
            <FigureTrend figure={figure} kind={kind} />
          </dd>
        </div>
      ))}
      <div className="min-w-0">
        <dt className="text-xs text-muted-foreground">In progress now</dt>
        <dd className="font-semibold tabular-nums">{sayFigure(wip, figureKinds.throughput)}</dd>
      </div>
      <div className="min-w-0">
        <dt className="text-xs text-muted-foreground">Finished, 12 weeks</dt>
        <dd className="mt-0.5">
          <Sparkline values={weeks} label={`Cards finished a week, oldest first: ${weeks.join(", ")}`} />
        </dd>
      </div>
      <div className="min-w-0">
        <dt className="text-xs text-muted-foreground">Forecast, next {team.forecast.days} days</dt>
        <dd>
          <span className="block font-semibold tabular-nums">{sayTeamForecast(team.forecast).cards}</span>
          <span className="block text-xs text-muted-foreground">{sayTeamForecast(team.forecast).words}</span>
        </dd>
      </div>
    </dl>
  );
}
