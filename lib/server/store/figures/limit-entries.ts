import "server-only";
import type { Entry } from "@/lib/domain/limit-replay";
import { type CopiedField, copyOut, instantAt, toTimestamp } from "../../db/copy-out";
import { IdSet } from "../../db/id-set";
import { type CardFilter, isWanted, valuesOf } from "./card-filter";

/** Cards that newly came under limits, and when (epoch ms). `cards`: how many different ones. */
export type StoredEntries = { cards: number; limits: { limitId: string; instants: Float64Array }[] };

/**
 * Entries of the wanted cards under the board's limits within `[from, to)` (epoch ms). There may be a million: what is
 * told of those under one limit comes packed, as one value.
 */
export async function readEntries(
  boardId: string,
  filter: CardFilter,
  from: number,
  to: number,
): Promise<StoredEntries> {
  const isOfEveryCard = Object.values(filter).every((value) => value === null);
  const copied = await copyOut(
    `SELECT e.limit_id, string_agg(uuid_send(e.card_id), ''), string_agg(timestamptz_send(e.at), '')
     FROM (SELECT limit_id, card_id, at FROM limit_entry WHERE board_id = $1 AND at >= $8 AND at < $9
       UNION ALL
       SELECT limit_id, card_id, at FROM newer_limit_entries($1) WHERE at >= $8 AND at < $9) e
     ${isOfEveryCard ? "" : `WHERE EXISTS (SELECT FROM card c WHERE c.id = e.card_id AND ${isWanted})`}
     GROUP BY e.limit_id`,
    [...valuesOf(boardId, filter), toTimestamp(from), toTimestamp(to)],
  );
  const cards = new IdSet();
  const limits: StoredEntries["limits"] = [];
  while (copied.next()) {
    const limitId = copied.uuid() ?? "";
    addAll(cards, copied.view, copied.field() ?? nowhere);
    limits.push({ limitId, instants: unpackInstants(copied.view, copied.field() ?? nowhere) });
  }
  return { cards: cards.size, limits };
}

const idBytes = 16;
const instantBytes = 8;
const nowhere: CopiedField = { from: 0, to: 0 };

function addAll(cards: IdSet, view: DataView, { from, to }: CopiedField): void {
  for (let offset = from; offset < to; offset += idBytes) cards.add(view, offset);
}

function unpackInstants(view: DataView, { from, to }: CopiedField): Float64Array {
  const instants = new Float64Array((to - from) / instantBytes);
  for (let entry = 0; entry < instants.length; entry++)
    instants[entry] = instantAt(view, from + entry * instantBytes);
  return instants;
}

/** Every entry under the board's limits by a placement after the one of that id, in the order of their placements. */
export async function listEntries(
  boardId: string,
  after: bigint,
): Promise<(Entry & { placementId: bigint })[]> {
  const copied = await copyOut(
    `SELECT placement_id, limit_id, card_id, user_id, at FROM limit_entry WHERE board_id = $1 AND placement_id > $2
     UNION ALL
     SELECT placement_id, limit_id, card_id, user_id, at FROM newer_limit_entries($1) WHERE placement_id > $2
     ORDER BY placement_id`,
    [boardId, String(after)],
  );
  const entries: (Entry & { placementId: bigint })[] = [];
  while (copied.next()) {
    entries.push({
      placementId: copied.view.getBigInt64(copied.field()?.from ?? 0),
      limitId: copied.uuid() ?? "",
      cardId: copied.uuid() ?? "",
      userId: copied.uuid(),
      at: copied.instant() ?? 0,
    });
  }
  return entries;
}
