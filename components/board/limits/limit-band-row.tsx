"use client";

import { cn } from "@/components/ui/cn";
import { type LimitBand, limitBandsOf } from "@/lib/client/limits/bands";
import { limitLoadsOf } from "@/lib/client/limits/load";
import { nameOfLimit } from "@/lib/client/limits/words";
import { LimitBadge } from "../../limits/limit-badge";
import { useShown } from "../context/board-context";

const borders = {
  free: "border-border",
  near: "border-limit-near",
  full: "border-limit-full",
  over: "border-limit-over",
} as const;

/** Limits that span several columns and the names of split ones, as brackets above. Cells of the board's own grid. */
export function LimitBandRows() {
  const columns = useShown((model) => model.columns);
  const loads = useShown(limitLoadsOf);
  return limitBandsOf(columns, loads.values()).map((band) => (
    <Band key={`${band.load?.limit.id ?? band.split?.id}-${band.from}`} band={band} />
  ));
}

/** How many rows of brackets stand above the columns. */
export function useBandRowCount(): number {
  const columns = useShown((model) => model.columns);
  const loads = useShown(limitLoadsOf);
  return Math.max(0, ...limitBandsOf(columns, loads.values()).map((band) => band.row + 1));
}

function Band({ band }: { band: LimitBand }) {
  const columns = useShown((model) => model.columns);
  const lanes = useShown((model) => model.lanes);
  const members = useShown((model) => model.people);
  const { load, split } = band;
  const name = split?.name ?? (load ? nameOfLimit(load.limit, { columns, lanes, members }) : "");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div
      role="group"
      aria-label={split ? `${name}, both parts` : `Limit over ${name}`}
      style={{ gridColumn: `${band.from + 1} / ${band.to + 2}`, gridRow: band.row + 1 }}
      className={cn(
        "flex items-center rounded-t-md border-x-2 border-t-2 px-3 pt-1",
        borders[load?.state ?? "free"],
      )}
    >
      <span className="sticky left-4 flex min-w-0 items-center gap-2 text-xs text-muted-foreground">
        <span dir="auto" className={cn("truncate", split && "font-semibold text-foreground")}>
          {name}
        </span>
        {load && (
          <LimitBadge count={load.count} max={load.limit.max} state={load.state} mode={load.limit.mode} />
        )}
      </span>
    </div>
  );
}
