"use client";

import { Plus } from "lucide-react";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { DraftNote } from "@/components/ui/draft-note";
import { Input } from "@/components/ui/input";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { createLane, updateLane } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
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
      {canConfigure && <NewLaneForm />}
    </div>
  );
}

function NewLaneForm() {
  const { snapshot, change } = useSettings();
  const draft = useDraft(`new-lane:${snapshot.board.id}`);
  const name = draft.text;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refusal = await change(`Lane ${name.trim()} added`, () =>
      createLane(snapshot.board.id, { name: name.trim() }),
    );
    if (!refusal) draft.end();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-wrap items-center gap-2">
      <Input
        aria-label="Name of the new lane"
        placeholder="New lane"
        required
        maxLength={80}
        value={name}
        onChange={(event) => draft.change(event.target.value)}
        className="w-48"
      />
      <Button type="submit" variant="outline" disabled={name.trim() === ""}>
        <Plus aria-hidden />
        Add lane
      </Button>
      {draft.isRestored && <DraftNote onDiscard={draft.discard} />}
    </form>
  );
}
