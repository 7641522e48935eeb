"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { ListDragArea } from "@/components/drag/drag-area";
import { Button } from "@/components/ui/button";
import { DraftNote } from "@/components/ui/draft-note";
import { Input } from "@/components/ui/input";
import { positionBeyond } from "@/lib/client/board/split-columns";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { createColumn, updateColumn } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { ColumnView } from "@/lib/contracts/board";
import type { ColumnKind } from "@/lib/domain/board";
import { ColumnRow, KindSelect } from "./column-row";

/** The columns of a board: their order, names, kinds and limits. */
export function ColumnsEditor() {
  const { snapshot, canConfigure, change } = useSettings();
  const columns = snapshot.columns
    .filter((column) => column.donePartOf === null)
    .sort((a, b) => a.position - b.position);
  const moveTo = (column: ColumnView | undefined, target: ColumnView | undefined) => {
    if (!column || !target || column.id === target.id) return;
    const position = positionBeyond(snapshot.columns, column, target);
    void change("Columns reordered", () => updateColumn(column.id, { position }));
  };
  const find = (id: string) => columns.find((column) => column.id === id);
  return (
    <div className="flex flex-col gap-3">
      <ListDragArea id="columns" onDrop={(id, placeId) => moveTo(find(id), find(placeId))}>
        <ol className="flex flex-col gap-2">
          {columns.map((column, index) => (
            <ColumnRow
              key={column.id}
              column={column}
              onMoveUp={index > 0 ? () => moveTo(column, columns[index - 1]) : null}
              onMoveDown={index < columns.length - 1 ? () => moveTo(column, columns[index + 1]) : null}
            />
          ))}
        </ol>
      </ListDragArea>
      {canConfigure && <NewColumnForm />}
    </div>
  );
}

function NewColumnForm() {
  const { snapshot, change } = useSettings();
  const draft = useDraft(`new-column:${snapshot.board.id}`);
  const name = draft.text;
  const [kind, setKind] = useState<ColumnKind>("active");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refusal = await change(`Column ${name.trim()} added`, () =>
      createColumn(snapshot.board.id, { name: name.trim(), kind }),
    );
    if (!refusal) draft.end();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-wrap items-center gap-2">
      <Input
        aria-label="Name of the new column"
        placeholder="New column"
        required
        maxLength={80}
        value={name}
        onChange={(event) => draft.change(event.target.value)}
        className="w-48"
      />
      <KindSelect value={kind} label="Kind of the new column" onChange={setKind} />
      <Button type="submit" variant="outline" disabled={name.trim() === ""}>
        <Plus aria-hidden />
        Add column
      </Button>
      {draft.isRestored && <DraftNote onDiscard={draft.discard} />}
    </form>
  );
}
