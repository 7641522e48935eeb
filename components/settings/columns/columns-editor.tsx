"use client";

import { useState } from "react";
import { ListDragArea } from "@/components/drag/drag-area";
import { positionBeyond } from "@/lib/client/board/split-columns";
import { createColumn, updateColumn } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { ColumnView } from "@/lib/contracts/board";
import type { ColumnKind } from "@/lib/domain/board";
import { NewRowForm } from "../rows/new-row-form";
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
  const { snapshot } = useSettings();
  const [kind, setKind] = useState<ColumnKind>("active");
  return (
    <NewRowForm noun="column" maxLength={80} add={(name) => createColumn(snapshot.board.id, { name, kind })}>
      <KindSelect value={kind} label="Kind of the new column" onChange={setKind} />
    </NewRowForm>
  );
}
