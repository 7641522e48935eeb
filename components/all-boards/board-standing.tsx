import {
  type FigureKind,
  figureKinds,
  kindsOfFigures,
  sayFigure,
} from "@/components/reports/overview/figure-words";
import { FigureTrend } from "@/components/reports/overview/key-figure";
import { PageLink } from "@/components/ui/page-link";
import type { ComparedFigure } from "@/lib/contracts/reports/overview";
import type { BoardStanding as BoardStandingView } from "@/lib/contracts/reports/standing";
import { BoardOutlook } from "./board-outlook";
import { linkLook } from "./link-look";
import { Needs } from "./needs";
import { Sparkline } from "./sparkline";

/** One board: its figures, and what needs attention on it. `now`: epoch ms. */
export function BoardStanding({ board, now }: { board: BoardStandingView; now: number }) {
  const { id, name, weeks, wip } = board;
  const kinds = kindsOfFigures(board);
  return (
    <article
      aria-labelledby={`board-${id}`}
      className="grid gap-x-8 gap-y-4 rounded-xl border border-border bg-card px-4 py-4 shadow-xs sm:px-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
    >
      <div className="min-w-0">
        <div className="flex items-start justify-between gap-3">
          <h3 id={`board-${id}`} className="min-w-0 text-base font-semibold text-balance">
            <PageLink href={`/boards/${id}`} className={linkLook}>
              <bdi>{name}</bdi>
            </PageLink>
          </h3>
          <PageLink
            href={`/boards/${id}/reports`}
            className={`text-sm font-medium whitespace-nowrap text-primary ${linkLook}`}
          >
            Reports<span className="sr-only"> of {name}</span>
          </PageLink>
        </div>
        <Needs board={board} now={now} />
      </div>
      <div className="flex min-w-0 flex-col gap-3">
        <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
          <Figure name="Throughput, 30 days" figure={board.throughput} kind={figureKinds.throughput} />
          <Figure name="Median cycle time" figure={board.medianDays} kind={kinds.medianDays} />
          <Figure name="85 % were done in" figure={board.p85Days} kind={kinds.p85Days} />
          <Fact name="In progress now" value={sayFigure(wip, figureKinds.throughput)} />
          <Figure name="Overrides, 30 days" figure={board.overrides} kind={figureKinds.overrides} />
          <div>
            <dt className="text-xs text-muted-foreground">Finished, 12 weeks</dt>
            <dd className="mt-0.5">
              <Sparkline values={weeks} label={`Cards finished a week, oldest first: ${weeks.join(", ")}`} />
            </dd>
          </div>
          <BoardOutlook board={board} />
        </dl>
      </div>
    </article>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className="font-semibold tabular-nums">{value}</dd>
    </div>
  );
}

function Figure({ name, figure, kind }: { name: string; figure: ComparedFigure; kind: FigureKind }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd>
        <span className="block font-semibold tabular-nums">{sayFigure(figure.now, kind)}</span>
        <FigureTrend figure={figure} kind={kind} />
      </dd>
    </div>
  );
}
