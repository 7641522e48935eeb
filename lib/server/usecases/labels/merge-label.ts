import "server-only";
import type { MergeLabelAnswer } from "@/lib/contracts/board";
import { type DomainError, invalidField } from "@/lib/domain/errors";
import { deleteLabel, relabelCards } from "../../store/board/labels";
import { changeLabel } from "./change-label";

/** Puts another label of the board on every card that carries this one, which then goes. */
export function mergeLabel(userId: string, labelId: string, intoId: string): Promise<MergeLabelAnswer> {
  return changeLabel(userId, labelId, async ({ name, cards }, record, labels) => {
    if (intoId === labelId) throw notInto("A label cannot be merged into itself. Name another one.");
    const into = labels.find(({ id }) => id === intoId);
    if (!into) throw notInto("No such label on this board.");
    await relabelCards(labelId, intoId);
    await deleteLabel(labelId);
    await record("label.merged", { labelId, name, into: intoId, intoName: into.name, cards });
    return { label: { id: into.id, name: into.name, colour: into.colour }, cards };
  });
}

function notInto(message: string): DomainError {
  return invalidField("into", message);
}
