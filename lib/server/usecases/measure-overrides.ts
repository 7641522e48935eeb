import "server-only";
import type { MetricFrame, OverridesAnswer } from "@/lib/contracts/metrics";
import { type CountStep, replayLimits } from "@/lib/domain/limit-replay";
import {
  countByLimit,
  countByWeek,
  kindOfBreach,
  type LimitOccurrence,
  overrideRate,
} from "@/lib/flow/limit-ledger";
import { readBreaches, readRefusals } from "../store/limit-ledger";
import { readCountingRules, readReplayEvents, readStateBefore } from "../store/limit-replay";
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
    readEntries(boardId, from, to).then((all) => all.filter(isWanted)),
    readBreaches(boardId, from, to).then((all) => all.filter(isWanted)),
    readRefusals(boardId, from, to).then((all) => all.filter(isWanted)),
  ]);
  const occurrences: LimitOccurrence[] = [
    ...entries.map(({ at, limit }) => ({ kind: "entries" as const, limitId: limit.id, at })),
    ...breaches.map(({ at, limitId, mode }) => ({ kind: kindOfBreach(mode), limitId, at })),
    ...refusals.map(({ at, limitId }) => ({ kind: "refusals" as const, limitId, at })),
  ];
  const counts = countByLimit(occurrences);
  const scopes = await listScopes(boardId, [...counts.keys()]);
  return {
    cards: new Set(entries.map(({ cardId }) => cardId)).size,
    limits: scopes.flatMap(({ limitId, ...scope }) => {
      const ofLimit = counts.get(limitId);
      return ofLimit ? [{ limitId, ...scope, ...ofLimit, rate: overrideRate(ofLimit) }] : [];
    }),
    weeks: countByWeek(calendar, occurrences),
    items: breaches.map(({ at, ...breach }) => ({
      ...breach,
      ...source.factOf(breach.cardId),
      at: new Date(at).toISOString(),
    })),
  };
}

async function readEntries(boardId: string, from: number, to: number): Promise<CountStep[]> {
  const [rules, start, events] = await Promise.all([
    readCountingRules(boardId),
    readStateBefore(boardId, from),
    readReplayEvents(boardId, from, to),
  ]);
  const entries: CountStep[] = [];
  for (const step of replayLimits(rules, start, events)) if (step.kind === "entry") entries.push(step);
  return entries;
}
