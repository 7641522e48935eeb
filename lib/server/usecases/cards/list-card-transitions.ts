import "server-only";
import type { LoggedTransition } from "@/lib/contracts/card";
import { type LogPageQuery, toInstantCursor } from "@/lib/contracts/cursor";
import type { Page } from "@/lib/contracts/primitives";
import { listTransitionsOfCard } from "../../store/board/transitions";
import { toPage } from "../../store/paging";
import { getCard } from "./get-card";

/** A card's log, oldest first. */
export async function listCardTransitions(
  userId: string,
  cardId: string,
  { cursor, limit }: LogPageQuery,
): Promise<Page<LoggedTransition>> {
  await getCard(userId, cardId);
  const rows = await listTransitionsOfCard(cardId, cursor ?? null, limit + 1);
  return toPage(rows, limit, toInstantCursor);
}
