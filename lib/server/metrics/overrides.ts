import "server-only";
import type { MetricFrame, OverridesAnswer } from "@/lib/contracts/metrics";
import { kindOfBreach, LimitWeeks, overrideRate, sumByLimit } from "@/lib/flow/metrics/overrides";
import { listScopes } from "../store/board/limits";
import { readEntries } from "../store/figures/limit-entries";
import { readBreaches, readRefusals } from "../store/figures/limit-ledger";
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
  const counted = new LimitWeeks(calendar);
  for (const { limitId, instants } of entries.limits)
    for (const at of instants) counted.add("entries", limitId, at);
  for (const { at, limitId, mode } of breaches) counted.add(kindOfBreach(mode), limitId, at);
  for (const { at, limitId } of refusals) counted.add("refusals", limitId, at);
  const weeks = counted.rows();
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
