"use client";

import { toast } from "sonner";
import { useBoard, useShown } from "@/components/board/context/board-context";
import { labelColours } from "@/components/card/label-colour";
import { LabelMark } from "@/components/card/label-mark";
import { toRefusal } from "@/lib/client/admission/refusal";
import { createLabel } from "@/lib/client/store/board-api";
import type { CardDetail } from "@/lib/contracts/card";
import { ChoicePopover, toggled } from "./choice-popover";
import type { CardEditing } from "./use-card-editing";

type LabelFieldProps = { card: CardDetail; editing: CardEditing; isEditable: boolean };

/** Words on the card; a new one can be made by typing it. */
export function LabelField({ card, editing, isEditable }: LabelFieldProps) {
  const { store } = useBoard();
  const boardId = useShown((model) => model.facts.id);
  const labels = useShown((model) => model.labels);
  const own = labels.filter((label) => card.labelIds.includes(label.id));
  const create = async (name: string) => {
    try {
      // The next colour of the palette, so that neighbours in the list differ.
      const colour = labelColours[labels.length % labelColours.length] ?? "sky";
      const label = await createLabel(boardId, name, colour);
      await editing.save("Change labels", { labelIds: [...card.labelIds, label.id] });
    } catch (error) {
      const { title, detail } = toRefusal(error, store.getShown());
      toast.error(title, { description: detail });
    }
  };
  const shown =
    own.length === 0 ? (
      <span className="text-muted-foreground">None</span>
    ) : (
      <span className="flex flex-wrap gap-1">
        {own.map((label) => (
          <LabelMark key={label.id} label={label} />
        ))}
      </span>
    );
  if (!isEditable) return shown;
  return (
    <ChoicePopover
      label="Labels"
      choices={labels.map((label) => ({ id: label.id, name: label.name, mark: <LabelMark label={label} /> }))}
      chosen={card.labelIds}
      onToggle={(id) => void editing.save("Change labels", { labelIds: toggled(card.labelIds, id) })}
      onCreate={(name) => void create(name)}
    >
      {shown}
    </ChoicePopover>
  );
}
