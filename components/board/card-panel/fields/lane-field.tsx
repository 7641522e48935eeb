"use client";

import { useBoard, useShown } from "@/components/board/context/board-context";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { judge, sayWhyNot } from "@/lib/client/admission/admission";
import { laneOf, nameOfLane, rowsOf } from "@/lib/client/board/cells";
import type { CardDetail } from "@/lib/contracts/card";
import type { CardEditing } from "./use-card-editing";

type LaneFieldProps = { card: CardDetail; editing: CardEditing; isEditable: boolean };

const noLane = "none";

/** The lane of the card; choosing another one is judged by the same limits as a drag. */
export function LaneField({ card, editing, isEditable }: LaneFieldProps) {
  const { store } = useBoard();
  const lanes = useShown((model) => model.lanes);
  const laneId = laneOf({ lanes }, card);
  if (!isEditable) return <span>{nameOfLane({ lanes }, laneId)}</span>;
  const model = store.getShown();
  const shown = model.cards.get(card.id);
  return (
    <Select
      value={laneId ?? noLane}
      onValueChange={(value) => void editing.save("Change lane", { laneId: value === noLane ? null : value })}
    >
      <SelectTrigger size="sm" aria-label="Lane">
        <SelectValue>{nameOfLane({ lanes }, laneId)}</SelectValue>
      </SelectTrigger>
      <SelectContent>
        {rowsOf({ lanes }).map((row) => {
          const why = shown ? sayWhyNot(judge(model, shown, { laneId: row })) : "";
          const name = nameOfLane({ lanes }, row);
          return (
            <SelectItem key={row} value={row ?? noLane}>
              {why ? `${name} (${why})` : name}
            </SelectItem>
          );
        })}
      </SelectContent>
    </Select>
  );
}
