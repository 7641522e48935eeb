import "server-only";
import type { LoggedTransition } from "@/lib/contracts/card";
import type { Page, PageQuery } from "@/lib/contracts/primitives";
import { listTransitionsOfCard } from "../store/transitions";
import { getCard } from "./get-card";
import { toInstantCursor, toPage } from "./paging";

/** A card's log, oldest first. */
export async function listCardTransitions(
  userId: string,
  cardId: string,
  { cursor, limit }: PageQuery,
): Promise<Page<LoggedTransition>> {
  await getCard(userId, cardId);
  const rows = await listTransitionsOfCard(cardId, toInstantCursor(cursor, /^\d{1,18}$/), limit + 1);
  return toPage(rows, limit, (last) => `${last.at}_${last.id}`);
}
