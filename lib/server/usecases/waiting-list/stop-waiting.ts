import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { changeBoard } from "../../command/change-board";
import { deleteWaiting, findWaiting } from "../../store/board/waiting-list";
import { getCard } from "../cards/get-card";

/** Takes a card off the waiting list that it is on. */
export async function stopWaiting(userId: string, cardId: string): Promise<void> {
  const { boardId } = await getCard(userId, cardId);
  await changeBoard(userId, boardId, "card:write", async (record) => {
    const entry = await findWaiting(cardId);
    if (!entry) throw new DomainError("not-found");
    await deleteWaiting(cardId);
    await record("waiting.removed", { columnId: entry.columnId }, cardId);
  });
}
