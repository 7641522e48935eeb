import "server-only";
import { type Entry, findEntries } from "@/lib/domain/limit-replay";
import { listEntries } from "../../store/figures/limit-entries";
import type { BoardReplay } from "./read-board-replay";

const keyOf = ({ limitId, cardId, userId, at }: Entry) => `${limitId} ${cardId} ${userId} ${at}`;

/**
 * Finds recorded entries under limits that no placement made (`isRecorded`), and placements whose entry was not
 * recorded. `recorded` was read before the replay. Entries made since are read at the end, so that a change in
 * between is not reported.
 */
export async function findWrongEntries(
  { boardId, rules, events, isTold }: BoardReplay,
  recorded: readonly (Entry & { placementId: bigint })[],
): Promise<(Entry & { isRecorded: boolean })[]> {
  const lacking = new Map<string, Entry[]>();
  for (const entry of findEntries(rules, { at: 0, limits: [], cards: [] }, events)) {
    const known = lacking.get(keyOf(entry));
    if (known) known.push(entry);
    else lacking.set(keyOf(entry), [entry]);
  }
  const take = (entry: Entry) => lacking.get(keyOf(entry))?.pop() !== undefined;
  const surplus = recorded.filter((entry) => !take(entry));
  (await listEntries(boardId, recorded.at(-1)?.placementId ?? 0n)).forEach(take);
  return [
    ...surplus.map((entry) => ({ ...entry, isRecorded: true })),
    ...[...lacking.values()].flat().map((entry) => ({ ...entry, isRecorded: false })),
  ].filter(({ limitId }) => isTold(limitId));
}
