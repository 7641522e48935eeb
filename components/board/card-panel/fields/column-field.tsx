"use client";

import { useBoard, useShown } from "@/components/board/context/board-context";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { judgeColumns, sayWhyNot } from "@/lib/client/admission/admission";
import { useNow } from "@/lib/client/clock/use-now";
import { spokenDuration } from "@/lib/client/format/durations";
import type { CardDetail } from "@/lib/contracts/card";

type ColumnFieldProps = { card: CardDetail; isEditable: boolean };

/** Where the card is; choosing another column moves it, under the same limits as a drag. */
export function ColumnField({ card, isEditable }: ColumnFieldProps) {
  const { store, moveCard } = useBoard();
  const columns = useShown((model) => model.columns);
  const now = useNow();
  const column = columns.find((candidate) => candidate.id === card.columnId);
  const since = `for ${spokenDuration(now - Date.parse(card.enteredColumnAt))}`;
  if (!isEditable || !column) return <span>{column ? `${column.name}, ${since}` : "Not on the board"}</span>;
  const shown = store.getShown().cards.get(card.id);
  const admissions = shown ? judgeColumns(store.getShown(), shown) : null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select value={column.id} onValueChange={(columnId) => moveCard(card.id, { columnId })}>
        <SelectTrigger size="sm" aria-label="Column">
          <SelectValue>
            <bdi>{column.name}</bdi>
          </SelectValue>
        </SelectTrigger>
        <SelectContent>
          {columns.map((each) => {
            const admission = admissions?.get(each.id);
            const why = admission && sayWhyNot(admission);
            return (
              <SelectItem key={each.id} value={each.id}>
                {why ? `${each.name} (${why})` : each.name}
              </SelectItem>
            );
          })}
        </SelectContent>
      </Select>
      <span className="text-muted-foreground">{since}</span>
    </div>
  );
}
