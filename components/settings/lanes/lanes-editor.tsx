"use client";

import { createLane, updateLane } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import { NewRowForm } from "../rows/new-row-form";
import { LaneSettingsRow } from "./lane-settings-row";

/** The lanes of a board: their order, names and limits. */
export function LanesEditor() {
  const { snapshot, canConfigure, change } = useSettings();
  const { lanes } = snapshot;
  const moveTo = (laneId: string, position: number) =>
    void change("Lanes reordered", () => updateLane(laneId, { position }));
  return (
    <div className="flex flex-col gap-3">
      {lanes.length === 0 && (
        <p className="text-sm text-muted-foreground">There is none: every column is one list of cards.</p>
      )}
      <ol className="flex flex-col gap-2 empty:hidden">
        {lanes.map((lane, index) => (
          <LaneSettingsRow
            key={lane.id}
            lane={lane}
            onMoveUp={index > 0 ? () => moveTo(lane.id, index - 1) : null}
            onMoveDown={index < lanes.length - 1 ? () => moveTo(lane.id, index + 1) : null}
          />
        ))}
      </ol>
      {canConfigure && (
        <NewRowForm noun="lane" maxLength={80} add={(name) => createLane(snapshot.board.id, { name })} />
      )}
    </div>
  );
}
