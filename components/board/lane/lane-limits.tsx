"use client";

import type { Cell } from "@/lib/client/board/cells";
import {
  isAboutPlacesOnly,
  isCellLimit,
  isLaneLimit,
  type LimitLoad,
  limitLoadsOf,
} from "@/lib/client/limits/load";
import { nameOfLimit } from "@/lib/client/limits/words";
import type { LimitView } from "@/lib/contracts/limit";
import { LimitBadge } from "../../limits/limit-badge";
import { useShown } from "../context/board-context";

/** Limits over a lane, for its head. Each says which columns, whose cards and which class it is about. */
export function LaneLimits({ laneId }: { laneId: string }) {
  const loads = useShown(limitLoadsOf);
  const own = [...loads.values()].filter(({ limit }) => isLaneLimit(limit, laneId));
  return own.map((load) => <LaneLimit key={load.limit.id} load={load} said={{ laneId: null }} />);
}

/** Limits of one column in one lane, on top of the cell. */
export function CellLimits({ cell }: { cell: Cell }) {
  const loads = useShown(limitLoadsOf);
  const own = [...loads.values()].filter(({ limit }) => isCellLimit(limit, cell));
  if (own.length === 0) return null;
  return (
    <p className="flex flex-wrap justify-end gap-x-3 px-3 pt-1.5">
      {own.map((load) => (
        <LaneLimit key={load.limit.id} load={load} said={{ laneId: null, columnIds: [] }} />
      ))}
    </p>
  );
}

type LaneLimitProps = {
  load: LimitLoad;
  /** The part of the limit that the place where it stands says already. */
  said: Partial<LimitView>;
};

function LaneLimit({ load, said }: LaneLimitProps) {
  const { limit, count, state } = load;
  const name = useShown((model) => nameOfLimit(limit, model));
  const rest = useShown((model) => nameOfLimit({ ...limit, ...said }, model));
  const isSaid = said.columnIds !== undefined && isAboutPlacesOnly(limit);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <span
      role="group"
      aria-label={`Limit over ${name}`}
      className="inline-flex min-w-0 items-center gap-1 text-xs text-muted-foreground"
    >
      {!isSaid && (
        <span aria-hidden className="truncate">
          {rest}
        </span>
      )}
      <LimitBadge count={count} max={limit.max} state={state} mode={limit.mode} />
    </span>
  );
}
