"use client";

import { useMemo } from "react";
import { labelColours } from "@/components/card/label-colour";
import { useAnswer } from "@/lib/client/query/use-answer";
import { labelUsesOf } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import { createLabel } from "@/lib/client/store/board-api";
import { NewRowForm } from "../rows/new-row-form";
import { LabelSettingsRow } from "./label-settings-row";

/** The labels of a board: their names and colours, and which of them are one and the same. */
export function LabelsEditor() {
  const { snapshot, canConfigure } = useSettings();
  const counts = useCardCounts(snapshot.board.id, snapshot.board.version);
  return (
    <div className="flex flex-col gap-3">
      {snapshot.labels.length === 0 && (
        <p className="text-sm text-muted-foreground">There is none yet. One can also be made on a card.</p>
      )}
      <ul className="flex flex-col gap-2 empty:hidden">
        {snapshot.labels.map((label) => (
          <LabelSettingsRow key={label.id} label={label} cards={counts.get(label.id) ?? null} />
        ))}
      </ul>
      {canConfigure && <NewLabelForm />}
    </div>
  );
}

/** How many cards carry each label; empty until it has been read. */
function useCardCounts(boardId: string, version: number): ReadonlyMap<string, number> {
  const { answer } = useAnswer(labelUsesOf(boardId), { since: [version] });
  return useMemo(() => new Map(answer?.map(({ id, cards }) => [id, cards])), [answer]);
}

function NewLabelForm() {
  const { snapshot } = useSettings();
  // The next colour of the palette, so that neighbours differ.
  const colour = labelColours[snapshot.labels.length % labelColours.length] ?? "sky";
  const add = async (name: string) => void (await createLabel(snapshot.board.id, name, colour));
  return <NewRowForm noun="label" maxLength={40} add={add} />;
}
