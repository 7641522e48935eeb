"use client";

import { Archive, ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { isAboutPlacesOnly, isLaneLimit } from "@/lib/client/limits/load";
import { updateLane } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { BoardSnapshot, LaneView } from "@/lib/contracts/board";
import { isCovered } from "@/lib/domain/limit";
import { LimitPopover } from "../../limits/limit-popover";
import { NameInput } from "../rows/name-input";
import { ArchiveLaneDialog } from "./archive-lane-dialog";

type LaneSettingsRowProps = {
  lane: LaneView;
  onMoveUp: (() => void) | null;
  onMoveDown: (() => void) | null;
};

/** One lane: its name, its limit over all work in progress, and its place. */
export function LaneSettingsRow({ lane, onMoveUp, onMoveDown }: LaneSettingsRowProps) {
  const { snapshot, canConfigure, change } = useSettings();
  const limit = snapshot.limits.find((each) => isWholeLaneLimit(each, lane.id)) ?? null;
  const inProgress = cardsOf(snapshot, lane.id).filter(
    ({ columnId }) => columnId !== null && isCovered(snapshot.columns, { columnIds: [] }, columnId),
  );
  return (
    <li className="flex flex-wrap items-center gap-2 rounded-lg border border-border bg-card p-2">
      <NameInput
        place={`lane-name:${lane.id}`}
        name={lane.name}
        onRename={(name) => change("Lane renamed", () => updateLane(lane.id, { name }))}
      />
      <LimitPopover name={lane.name} limit={limit} count={inProgress.length} scope={{ laneId: lane.id }} />
      {canConfigure && <LaneActions lane={lane} onMoveUp={onMoveUp} onMoveDown={onMoveDown} />}
    </li>
  );
}

function LaneActions({ lane, onMoveUp, onMoveDown }: LaneSettingsRowProps) {
  const { snapshot } = useSettings();
  const [isArchiving, setArchiving] = useState(false);
  return (
    <span className="ml-auto flex">
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Move ${lane.name} up`}
        disabled={!onMoveUp}
        onClick={() => onMoveUp?.()}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Move ${lane.name} down`}
        disabled={!onMoveDown}
        onClick={() => onMoveDown?.()}
      >
        <ArrowDown aria-hidden />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Archive ${lane.name}`}
        onClick={() => setArchiving(true)}
      >
        <Archive aria-hidden />
      </Button>
      <ArchiveLaneDialog
        lane={lane}
        count={cardsOf(snapshot, lane.id).length}
        isOpen={isArchiving}
        onOpenChange={setArchiving}
      />
    </span>
  );
}

function cardsOf(snapshot: BoardSnapshot, laneId: string) {
  return snapshot.cards.filter((card) => card.laneId === laneId);
}

function isWholeLaneLimit(limit: BoardSnapshot["limits"][number], laneId: string): boolean {
  return isLaneLimit(limit, laneId) && limit.columnIds.length === 0 && isAboutPlacesOnly(limit);
}
