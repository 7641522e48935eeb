import "server-only";
import type { Entry } from "@/lib/domain/limit-replay";
import { copyOut, toTimestamp, uuidAt } from "../db/copy-out";
import { IdNumbers } from "../db/id-numbers";
import { type CardFilter, isWanted, valuesOf } from "./card-filter";

/** Cards that newly came under limits. `cards`: how many different ones. */
export type StoredEntries = {
  cards: number;
  /** For each entry its limit, by its place in `limitIds`, and its instant (epoch ms). */
  limits: readonly number[];
  instants: readonly number[];
  limitIds: readonly string[];
};

/** Entries of the wanted cards under the board's limits within `[from, to)` (epoch ms). */
export async function readEntries(
  boardId: string,
  filter: CardFilter,
  from: number,
  to: number,
): Promise<StoredEntries> {
  const isOfEveryCard = Object.values(filter).every((value) => value === null);
  const copied = await copyOut(
    `SELECT e.limit_id, e.card_id, e.at FROM limit_entry e
     WHERE e.board_id = $1 AND e.at >= $8 AND e.at < $9
       ${isOfEveryCard ? "" : `AND EXISTS (SELECT FROM card c WHERE c.id = e.card_id AND ${isWanted})`}`,
    [...valuesOf(boardId, filter), toTimestamp(from), toTimestamp(to)],
  );
  const limits: number[] = [];
  const instants: number[] = [];
  const limitIds: string[] = [];
  const limitNumbers = new IdNumbers();
  const cardNumbers = new IdNumbers();
  while (copied.next()) {
    const limitAt = copied.field()?.from ?? 0;
    const limit = limitNumbers.numberOf(copied.view, limitAt);
    if (limit === limitIds.length) limitIds.push(uuidAt(copied.bytes, limitAt));
    cardNumbers.numberOf(copied.view, copied.field()?.from ?? 0);
    limits.push(limit);
    instants.push(copied.instant() ?? 0);
  }
  return { cards: cardNumbers.size, limits, instants, limitIds };
}

/** Every entry under the board's limits that was recorded after the one of that id, in their order. */
export async function listEntries(boardId: string, after: bigint): Promise<(Entry & { id: bigint })[]> {
  const copied = await copyOut(
    "SELECT id, limit_id, card_id, user_id, at FROM limit_entry WHERE board_id = $1 AND id > $2 ORDER BY id",
    [boardId, String(after)],
  );
  const entries: (Entry & { id: bigint })[] = [];
  while (copied.next()) {
    entries.push({
      id: copied.view.getBigInt64(copied.field()?.from ?? 0),
      limitId: copied.uuid() ?? "",
      cardId: copied.uuid() ?? "",
      userId: copied.uuid(),
      at: copied.instant() ?? 0,
    });
  }
  return entries;
}
