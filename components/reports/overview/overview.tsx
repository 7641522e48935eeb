import { PageLink } from "@/components/ui/page-link";
import { sayWorkingDays } from "@/lib/client/format/day-count";
import { dayWords } from "@/lib/client/format/day-words";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import type { BoardOverview } from "@/lib/contracts/reports/overview";
import { Attention } from "./attention";
import { kindsOfFigures } from "./figure-words";
import { KeyFigure } from "./key-figure";
import { linkLook } from "./link-look";

const figures = [
  { id: "throughput", name: "Throughput" },
  { id: "medianDays", name: "Median cycle time" },
  { id: "p85Days", name: "85 % were done in" },
  { id: "averageWip", name: "Average work in progress" },
] as const;

/** The head of the reports: key figures of the range beside those before it, and what needs attention today. */
export function Overview({ overview }: { overview: BoardOverview }) {
  const kinds = kindsOfFigures(overview);
  return (
    <section aria-labelledby="overview" data-report className="flex flex-col gap-5">
      <div>
        <h2 id="overview" className="mb-3 text-lg font-semibold">
          Overview
        </h2>
        <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-border bg-border shadow-xs lg:grid-cols-4">
          {figures.map(({ id, name }) => (
            <KeyFigure key={id} name={name} figure={overview.figures[id]} kind={kinds[id]} />
          ))}
        </dl>
        <p className="mt-2 text-xs text-muted-foreground">
          {overview.before
            ? `Before: ${dayWords(overview.before.from, "en")} to ${dayWords(overview.before.to, "en")}, as many days.`
            : "The board's history does not reach back over a period before this one."}{" "}
          {overview.figures.throughput.tooFew &&
            overview.before &&
            `${sayTooFew(overview.figures.throughput.tooFew)} Changes are not judged. `}
          {overview.workingDays && `Working days: ${sayWorkingDays(overview.workingDays)}. `}
          <PageLink href="/definitions#comparison" className={linkLook} data-print="hide">
            How this is compared
          </PageLink>
        </p>
      </div>
      <Attention overview={overview} />
    </section>
  );
}
