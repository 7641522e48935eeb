import { CircleCheck, Waypoints } from "lucide-react";
import Link from "next/link";
import {
  ageingItems,
  andonItems,
  blockedItems,
  lateItems,
  limitItems,
} from "@/components/reports/overview/attention-words";
import { kindsOfFigures, sayLate } from "@/components/reports/overview/figure-words";
import { sayWorkingDays } from "@/lib/client/format/day-count";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import { sayShare } from "@/lib/client/limits/use-words";
import type { LimitNames } from "@/lib/client/limits/words";
import type { BoardOverview } from "@/lib/contracts/overview";
import { dayWords } from "../charts/chart-theme";
import { type AttentionItems, AttentionList } from "./attention-list";
import { KeyFigure } from "./key-figure";

type OverviewProps = { overview: BoardOverview; boardId: string; boardKey: string; names: LimitNames };

const figures = [
  { id: "throughput", name: "Throughput" },
  { id: "medianDays", name: "Median cycle time" },
  { id: "p85Days", name: "85 % were done in" },
  { id: "averageWip", name: "Average work in progress" },
] as const;

const linkLook =
  "rounded-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring";

/** The head of the reports: key figures of the range beside those before it, and what needs attention today. */
export function Overview({ overview, boardId, boardKey, names }: OverviewProps) {
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
          <Link href="/definitions#comparison" className={linkLook} data-print="hide">
            How this is compared
          </Link>
        </p>
      </div>
      <Attention overview={overview} boardId={boardId} boardKey={boardKey} names={names} />
    </section>
  );
}

function itemsOf({ overview, boardId, boardKey, names }: OverviewProps): AttentionItems {
  const place = { boardId, boardKey };
  const now = Date.parse(overview.asOf);
  const { blocked, cords, full } = overview.signs;
  return {
    cords: andonItems(place, cords, now),
    late: lateItems(place, overview.late, overview),
    blocked: blockedItems(place, blocked, now),
    overLimits: limitItems(
      place,
      full.filter(({ count, max }) => count > max),
      names,
    ),
    atRisk: ageingItems(place, overview.atRisk, overview),
    fullLimits: limitItems(
      place,
      full.filter(({ count, max }) => count === max),
      names,
    ),
  };
}

function Attention(props: OverviewProps) {
  const items = itemsOf(props);
  const isCalm = Object.values(items).every((ofKind) => ofKind.length === 0);
  return (
    <div className="rounded-xl border border-border bg-card px-4 py-4 shadow-xs sm:px-5">
      <h3 className="text-base font-semibold">What needs attention today</h3>
      <p className="mt-0.5 mb-3 text-sm text-pretty text-muted-foreground">
        {sayLate(props.overview.expectation, props.overview)}{" "}
        <Link href="/definitions#attention" className={linkLook} data-print="hide">
          How this is chosen
        </Link>
      </p>
      {isCalm ? (
        <p className="flex items-center gap-2 text-sm">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-success" /> Nothing is late, blocked,
          stopped or full.
        </p>
      ) : (
        <AttentionList items={items} />
      )}
      <ConstraintLine {...props} />
    </div>
  );
}

function ConstraintLine({ overview: { constraint }, boardId }: OverviewProps) {
  if (!constraint) return null;
  const { column, heldColumn, isGrowing, share } = constraint;
  const why = isGrowing
    ? `work piled up in ${heldColumn} all through the range`
    : `most time, ${sayShare(share)}, was spent in ${heldColumn}; it did not grow throughout`;
  return (
    <p className="mt-4 flex items-start gap-2 border-t border-border pt-3 text-sm">
      <Waypoints aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <span>
        Probable constraint:{" "}
        <Link href={`/boards/${boardId}`} className={linkLook}>
          {column}
        </Link>
        , since {why}.{" "}
        <a href="#obstacles" className={linkLook} data-print="hide">
          See how
        </a>
      </span>
    </p>
  );
}
