"use client";

import { Field } from "@/components/ui/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { judge, sayWhyNot } from "@/lib/client/admission/admission";
import type { BoardModel } from "@/lib/client/board/model";
import { workersOf } from "@/lib/client/cards/transfer-losses";
import type { BoardSummary } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import type { Place } from "./use-transfer";

type TransferPlaceProps = {
  boards: readonly BoardSummary[];
  boardId: string;
  /** The chosen board; null while it is being read. */
  target: BoardModel | null;
  card: CardView;
  place: Place;
  onBoard: (boardId: string) => void;
  onPlace: (place: Place) => void;
};

const noLane = "none";

/** Which board, which column there and, where it has lanes, which lane. */
export function TransferPlace(props: TransferPlaceProps) {
  const { boards, boardId, target, card, place, onBoard, onPlace } = props;
  return (
    <>
      <Choice
        label="Board"
        value={boardId}
        options={boards.map(({ id, name, teamName }) => ({ value: id, text: `${name}, ${teamName}` }))}
        onChange={onBoard}
      />
      {!target && <Spinner label="Reading the board" />}
      {target && (
        <Choice
          label="Column"
          value={place.columnId}
          options={target.columns.map(({ id, name }) => {
            const why = whyNot(target, card, { ...place, columnId: id });
            return { value: id, text: why ? `${name} (${why})` : name };
          })}
          onChange={(columnId) => onPlace({ ...place, columnId })}
        />
      )}
      {target && target.lanes.length > 0 && (
        <Choice
          label="Lane"
          value={place.laneId ?? noLane}
          options={[
            { value: noLane, text: "No lane" },
            ...target.lanes.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          onChange={(laneId) => onPlace({ ...place, laneId: laneId === noLane ? null : laneId })}
        />
      )}
    </>
  );
}

/** Why the other board would not take the card; it comes with those of its people who work there. */
function whyNot(
  target: BoardModel,
  { classOfService, assigneeIds, blocked }: CardView,
  place: Place,
): string {
  const workers = workersOf(target);
  const kept = assigneeIds.filter((id) => workers.has(id));
  return sayWhyNot(judge(target, null, { ...place, classOfService, assigneeIds: kept, blocked }));
}

type ChoiceProps = {
  label: string;
  value: string;
  options: readonly { value: string; text: string }[];
  onChange: (value: string) => void;
};

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Select value={value} onValueChange={onChange}>
      <Field label={label}>
        <SelectTrigger className="w-full min-w-0 justify-between *:first:truncate">
          <SelectValue />
        </SelectTrigger>
      </Field>
      <SelectContent>
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            <bdi>{option.text}</bdi>
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
