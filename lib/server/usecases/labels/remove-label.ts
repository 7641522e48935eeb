import "server-only";
import { deleteLabel } from "../../store/board/labels";
import { changeLabel } from "./change-label";

/** Removes a label from the board and from its cards. */
export function removeLabel(userId: string, labelId: string): Promise<void> {
  return changeLabel(userId, labelId, async ({ name, cards }, record) => {
    await deleteLabel(labelId);
    await record("label.removed", { labelId, name, cards });
  });
}
