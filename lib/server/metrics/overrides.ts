import "server-only";
import { overridesMetric } from "@/lib/contracts/metrics/overrides";
import { kindOfBreach, LimitWeeks, overrideRate, sumByLimit } from "@/lib/flow/metrics/overrides";
import { listScopes } from "../store/board/limits";
import { keepWanted } from "../store/figures/card-filter";
import { readEntries } from "../store/figures/limit-entries";
import { readBreaches, readRefusals } from "../store/figures/limit-ledger";
import { readFacts } from "./card-facts";
import { defineMetric } from "./define-metric";
import { frameOf } from "./frame";
import { openCardsAlone } from "./lookback";
import type { MetricSource } from "./metric-source";

/** Entries, breaches and refusals of the wanted cards at the board's limits in the range, of what is over by `asOf`. */
async function readLedger(source: MetricSource) {
  const { boardId, calendar, range, filter, asOf } = source;
  const from = calendar.startOf(range.from);
  const to = Math.max(from, Math.min(calendar.startOf(range.to + 1), asOf + 1));
  const [entries, breaches, refusals] = await Promise.all([
    readEntries(boardId, filter, from, to),
    readBreaches(boardId, from, to).then((all) => keepWanted(source, all)),
    readRefusals(boardId, from, to).then((all) => keepWanted(source, all)),
  ]);
  return { entries, breaches, refusals };
}

/** Everything that happened at the board's limits in the range. */
export const overrides = defineMetric(overridesMetric, {
  lookback: openCardsAlone,
  measure: async (source) => {
    const { entries, breaches, refusals } = await readLedger(source);
    const counted = new LimitWeeks(source.calendar);
    for (const { limitId, instants } of entries.limits)
      for (const at of instants) counted.add("entries", limitId, at);
    for (const { at, limitId, mode } of breaches) counted.add(kindOfBreach(mode), limitId, at);
    for (const { at, limitId } of refusals) counted.add("refusals", limitId, at);
    const weeks = counted.rows();
    const counts = sumByLimit(weeks);
    const [scopes, factOf] = await Promise.all([
      listScopes(source.boardId, [...counts.keys()]),
      readFacts(breaches.map(({ cardId }) => cardId)),
    ]);
    return {
      ...frameOf(source, entries.cards, []),
      limits: scopes.flatMap(({ limitId, ...scope }) => {
        const ofLimit = counts.get(limitId);
        return ofLimit ? [{ limitId, ...scope, ...ofLimit, rate: overrideRate(ofLimit) }] : [];
      }),
      weeks,
      items: breaches.map(({ at, ...breach }) => ({
        ...breach,
        ...factOf(breach.cardId),
        at: new Date(at).toISOString(),
      })),
    };
  },
});
