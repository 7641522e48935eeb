import { CircleCheck, Waypoints } from "lucide-react";
import { PageLink } from "@/components/ui/page-link";
import { sayShare } from "@/lib/client/limits/use-words";
import type { BoardOverview } from "@/lib/contracts/reports/overview";
import { type ReportView, useReportView } from "../view/report-view";
import { type AttentionItems, AttentionList } from "./attention-list";
import { ageingItems, andonItems, blockedItems, lateItems, limitItems } from "./attention-words";
import { sayLate } from "./figure-words";
import { linkLook } from "./link-look";

function itemsOf(overview: BoardOverview, view: ReportView): AttentionItems {
  const { boardId, boardKey, limitNames: names } = view;
  const place = { boardId, boardKey };
  const now = Date.parse(overview.asOf);
  const { blocked, andons, full } = overview.signs;
  return {
    andons: andonItems(place, andons, now),
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

/** What of the board needs attention today, and its probable constraint. */
export function Attention({ overview }: { overview: BoardOverview }) {
  const items = itemsOf(overview, useReportView());
  const isCalm = Object.values(items).every((ofKind) => ofKind.length === 0);
  return (
    <div className="rounded-xl border border-border bg-card px-4 py-4 shadow-xs sm:px-5">
      <h3 className="text-base font-semibold">What needs attention today</h3>
      <p className="mt-0.5 mb-3 text-sm text-pretty text-muted-foreground">
        {sayLate(overview.expectation, overview)}{" "}
        <PageLink href="/definitions#attention" className={linkLook} data-print="hide">
          How this is chosen
        </PageLink>
      </p>
      {isCalm ? (
        <p className="flex items-center gap-2 text-sm">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-success" /> Nothing is late, blocked,
          stopped or full.
        </p>
      ) : (
        <AttentionList items={items} />
      )}
      <ConstraintLine overview={overview} />
    </div>
  );
}

function ConstraintLine({ overview: { constraint } }: { overview: BoardOverview }) {
  const { boardId } = useReportView();
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
        <PageLink href={`/boards/${boardId}`} className={linkLook}>
          {column}
        </PageLink>
        , since {why}.{" "}
        <a href="#obstacles" className={linkLook} data-print="hide">
          See how
        </a>
      </span>
    </p>
  );
}
