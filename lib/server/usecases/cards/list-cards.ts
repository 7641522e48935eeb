import "server-only";
import type { CardDetail, ListCardsQuery } from "@/lib/contracts/card";
import { toInstantCursor } from "@/lib/contracts/cursor";
import type { Page } from "@/lib/contracts/primitives";
import { requireBoard } from "../../access/require-permission";
import { listCards as listStoredCards } from "../../store/board/cards";
import { toPage } from "../../store/paging";

/** Cards of a board, on it or archived, whose title or number matches; the newest first. */
export async function listCards(
  userId: string,
  boardId: string,
  { cursor, limit, archived, q }: ListCardsQuery,
): Promise<Page<CardDetail>> {
  await requireBoard(userId, boardId, "board:read");
  const rows = await listStoredCards(boardId, {
    archived,
    search: q,
    after: cursor ?? null,
    limit: limit + 1,
  });
  const page = toPage(rows, limit, ({ at, detail }) =>
    toInstantCursor({ at: at.toISOString(), id: detail.id }),
  );
  return { ...page, items: page.items.map((row) => row.detail) };
}
