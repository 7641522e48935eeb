import "server-only";
import { type Entry, findEntries } from "@/lib/domain/limit-replay";
import { listEntries } from "../../store/figures/limit-entries";
import type { BoardReplay } from "./read-board-replay";

const keyOf = ({ limitId, cardId, userId, at }: Entry) => `${limitId} ${cardId} ${userId} ${at}`;

/**
 * Entries under limits that were recorded and that no placement made (`isRecorded`), or the other way round.
 *
 * `recorded` was read before the replay was. What has come in since is judged by what has been recorded since: both
 * logs only grow.
 */
export async function findWrongEntries(
  { boardId, rules, events, isTold }: BoardReplay,
  recorded: readonly (Entry & { id: bigint })[],
): Promise<(Entry & { isRecorded: boolean })[]> {
  const lacking = new Map<string, Entry[]>();
  for (const entry of findEntries(rules, { at: 0, limits: [], cards: [] }, events)) {
    const known = lacking.get(keyOf(entry));
    if (known) known.push(entry);
    else lacking.set(keyOf(entry), [entry]);
  }
  const take = (entry: Entry) => lacking.get(keyOf(entry))?.pop() !== undefined;
  const surplus = recorded.filter((entry) => !take(entry));
  (await listEntries(boardId, recorded.at(-1)?.id ?? 0n)).forEach(take);
  return [
    ...surplus.map((entry) => ({ ...entry, isRecorded: true })),
    ...[...lacking.values()].flat().map((entry) => ({ ...entry, isRecorded: false })),
  ].filter(({ limitId }) => isTold(limitId));
}
