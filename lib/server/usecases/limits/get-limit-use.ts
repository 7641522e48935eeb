import "server-only";
import type {
  LimitSuggestion,
  LimitUse,
  LimitUseAnswer,
  LimitUseQuery,
  LimitView,
} from "@/lib/contracts/limit";
import { dayMs } from "@/lib/domain/duration";
import { type CountingRules, isCovered } from "@/lib/domain/limit";
import { tooFewFinished } from "@/lib/flow/finished/too-few";
import {
  isEnoughHistory,
  medianCycleDays,
  type SuggestionSource,
  suggestByFlow,
  suggestByTime,
} from "@/lib/flow/limits/limit-suggestion";
import { type LimitTally, measureLimitUse } from "@/lib/flow/limits/limit-use";
import { buildTimelines, type Timeline } from "@/lib/flow/log/timeline";
import { buildWorkflow } from "@/lib/flow/log/workflow";
import { countByLimit, kindOfBreach } from "@/lib/flow/metrics/overrides";
import { requireBoard } from "../../access/require-permission";
import { listLimitViews } from "../../store/board/limits";
import { readBoardClocks } from "../../store/clock/clock";
import { readFlowBoard, readLogOfFinished } from "../../store/figures/flow-log";
import { readBreaches, readRefusals } from "../../store/figures/limit-ledger";
import {
  findFirstPlacement,
  readCountingRules,
  readReplayEvents,
  readStateBefore,
} from "../../store/figures/limit-replay";

type Window = { from: number; to: number };

/**
 * How the board's present limits were used over the last weeks, and what their history suggests as a value.
 *
 * The window begins no earlier than the board's first card. Shares are of the time in which a limit stood; suggestions
 * look at the whole window, as if the limit had stood from its beginning.
 */
export async function getLimitUse(
  userId: string,
  boardId: string,
  { weeks, targetDays }: LimitUseQuery,
): Promise<LimitUseAnswer> {
  await requireBoard(userId, boardId, "board:read");
  const window = await findWindow(boardId, weeks);
  const [limits, rules, start, events, counts, finished] = await Promise.all([
    listLimitViews(boardId),
    readCountingRules(boardId),
    readStateBefore(boardId, window.from),
    readReplayEvents(boardId, window.from, window.to),
    countLedger(boardId, window),
    // A card that was made in done finished a moment before its placement, the first of the board, was written.
    readFinished(boardId, { from: window.to - weeks * 7 * dayMs, to: window.to }),
  ]);
  const tallies = byLimit(measureLimitUse(rules, start, events, window.to));
  const changesOfCards = events.filter(({ kind }) => kind === "placement");
  const throughout = byLimit(measureLimitUse(rules, { ...start, limits }, changesOfCards, window.to));
  const source: SuggestionSource = {
    days: (window.to - window.from) / dayMs,
    finished,
    targetDays: targetDays ?? medianCycleDays(finished),
  };
  return {
    from: new Date(window.from).toISOString(),
    to: new Date(window.to).toISOString(),
    targetDays: source.targetDays,
    tooFew: tooFewFinished(finished.length),
    items: limits.map((limit) => ({
      ...usedAs(limit.id, tallies.get(limit.id)),
      ...pickLedger(counts.get(limit.id)),
      suggestion: suggest(limit, throughout.get(limit.id), rules, source),
    })),
  };
}

async function findWindow(boardId: string, weeks: number): Promise<Window> {
  const to = (await readBoardClocks([boardId])).get(boardId) ?? Number.NaN;
  const from = to - weeks * 7 * dayMs;
  const first = await findFirstPlacement(boardId);
  return { from: first === null ? from : Math.min(to, Math.max(from, first)), to };
}

async function countLedger(boardId: string, { from, to }: Window) {
  const [breaches, refusals] = await Promise.all([
    readBreaches(boardId, from, to),
    readRefusals(boardId, from, to),
  ]);
  return countByLimit([
    ...breaches.map(({ at, limitId, mode }) => ({ kind: kindOfBreach(mode), limitId, at })),
    ...refusals.map(({ at, limitId }) => ({ kind: "refusals" as const, limitId, at })),
  ]);
}

async function readFinished(boardId: string, { from, to }: Window): Promise<Timeline[]> {
  const [board, log] = await Promise.all([readFlowBoard(boardId), readLogOfFinished(boardId, from, to)]);
  return buildTimelines(buildWorkflow(board), log).filter(
    ({ finishedAt }) => finishedAt !== null && finishedAt >= from && finishedAt < to,
  );
}

function byLimit(tallies: readonly LimitTally[]): Map<string, LimitTally> {
  return new Map(tallies.map((tally) => [tally.limitId, tally]));
}

function usedAs(
  limitId: string,
  tally: LimitTally | undefined,
): Pick<LimitUse, "limitId" | "inForceMs" | "shareFull" | "shareOver" | "entries"> {
  const inForceMs = tally?.inForceMs ?? 0;
  const shareOf = (ms: number) => (inForceMs > 0 ? ms / inForceMs : 0);
  return {
    limitId,
    inForceMs,
    shareFull: shareOf(tally?.fullMs ?? 0),
    shareOver: shareOf(tally?.overMs ?? 0),
    entries: tally?.entries ?? 0,
  };
}

function pickLedger(
  counts: Pick<LimitUse, "refusals" | "overrides" | "softBreaches"> | undefined,
): Pick<LimitUse, "refusals" | "overrides" | "softBreaches"> {
  const { refusals = 0, overrides = 0, softBreaches = 0 } = counts ?? {};
  return { refusals, overrides, softBreaches };
}

function suggest(
  limit: LimitView,
  tally: LimitTally | undefined,
  rules: CountingRules,
  source: SuggestionSource,
): LimitSuggestion {
  if (!tally || !isEnoughHistory(source)) return { byTime: null, byFlow: null };
  const covered = new Set(
    rules.columns.map(({ id }) => id).filter((id) => isCovered(rules.columns, limit, id)),
  );
  return {
    byTime: suggestByTime(tally.levels),
    byFlow: suggestByFlow(tally, (columnId) => covered.has(columnId), source),
  };
}
