import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { deleteLabel, findLabelBoard } from "../store/labels";
import { changeBoard } from "./change-board";

/** Removes a label from the board and from its cards. */
export async function removeLabel(userId: string, labelId: string): Promise<void> {
  const boardId = await findLabelBoard(labelId);
  if (!boardId) throw new DomainError("not-found");
  await changeBoard(userId, boardId, "board:configure", async (record) => {
    const name = await deleteLabel(labelId);
    if (name === null) throw new DomainError("not-found");
    await record("label.removed", { labelId, name });
  });
}
