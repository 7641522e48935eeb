import "server-only";
import type { CardDetail } from "@/lib/contracts/card";
import { invalidField } from "@/lib/domain/errors";
import { changeBoard } from "../../command/change-board";
import { findPolicy, setExitCheck } from "../../store/board/exit-policies";
import { getCard } from "../cards/get-card";

/** Somebody's word that a card meets an exit policy of its column, or that it does not after all. */
export async function confirmExitPolicy(
  userId: string,
  cardId: string,
  { policyId, confirmed }: { policyId: string; confirmed: boolean },
): Promise<CardDetail> {
  const { boardId } = await getCard(userId, cardId);
  return changeBoard(userId, boardId, "card:write", async (record) => {
    const card = await getCard(userId, cardId);
    const policy = await findPolicy(policyId);
    if (!policy || policy.columnId !== card.columnId) {
      throw invalidField("policyId", "The column that the card is in has no such exit policy.");
    }
    await setExitCheck(card, policyId, userId, confirmed);
    await record("card.confirmed", { policyId, confirmed }, cardId);
    return getCard(userId, cardId);
  });
}
