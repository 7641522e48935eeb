import "server-only";
import type { MetricFrame, OverridesAnswer } from "@/lib/contracts/metrics";
import {
  countByWeek,
  kindOfBreach,
  type LimitOccurrence,
  overrideRate,
  sumByLimit,
} from "@/lib/flow/limit-ledger";
import { readEntries, type StoredEntries } from "../store/limit-entries";
import { readBreaches, readRefusals, type StoredBreach, type StoredRefusal } from "../store/limit-ledger";
import { listScopes } from "../store/limits";
import type { MetricSource } from "./metric-source";

/** Everything that happened at the board's limits in the range of a report, without the report's frame. */
export async function measureOverrides(
  source: MetricSource,
): Promise<Omit<OverridesAnswer, keyof MetricFrame> & { cards: number }> {
  const { boardId, calendar, range } = source;
  const from = calendar.startOf(range.from);
  const to = Math.max(from, Math.min(calendar.startOf(range.to + 1), source.asOf + 1));
  const isWanted = ({ cardId }: { cardId: string | null }) => source.isWanted(cardId);
  const [entries, breaches, refusals] = await Promise.all([
    readEntries(boardId, source.filter, from, to),
    readBreaches(boardId, from, to).then((all) => all.filter(isWanted)),
    readRefusals(boardId, from, to).then((all) => all.filter(isWanted)),
  ]);
  const weeks = countByWeek(calendar, eachOf(entries, breaches, refusals));
  const counts = sumByLimit(weeks);
  const scopes = await listScopes(boardId, [...counts.keys()]);
  return {
    cards: entries.cards,
    limits: scopes.flatMap(({ limitId, ...scope }) => {
      const ofLimit = counts.get(limitId);
      return ofLimit ? [{ limitId, ...scope, ...ofLimit, rate: overrideRate(ofLimit) }] : [];
    }),
    weeks,
    items: breaches.map(({ at, ...breach }) => ({
      ...breach,
      ...source.factOf(breach.cardId),
      at: new Date(at).toISOString(),
    })),
  };
}

/** One after the other, none kept: there may be a million entries. */
function* eachOf(
  { limits, instants, limitIds }: StoredEntries,
  breaches: readonly StoredBreach[],
  refusals: readonly StoredRefusal[],
): Generator<LimitOccurrence> {
  for (let entry = 0; entry < limits.length; entry++)
    yield { kind: "entries", limitId: limitIds[limits[entry] ?? 0] ?? "", at: instants[entry] ?? 0 };
  for (const { at, limitId, mode } of breaches) yield { kind: kindOfBreach(mode), limitId, at };
  for (const { at, limitId } of refusals) yield { kind: "refusals", limitId, at };
}
