import "server-only";
import type { CardFact, MetricFrame, MetricQuery } from "@/lib/contracts/metrics";
import type { ServiceLevelExpectation } from "@/lib/contracts/service-level";
import { DomainError } from "@/lib/domain/errors";
import { type Calendar, createCalendar, type DayRange, parseDay } from "@/lib/flow/calendar/calendar";
import { clipRange, findRangeFault } from "@/lib/flow/calendar/range";
import { medianRange } from "@/lib/flow/finished/moving-median";
import type { StepLog } from "@/lib/flow/log/step-log";
import { type CardMilestones, replayLog, type Timeline } from "@/lib/flow/log/timeline";
import { buildWorkflow, type Workflow } from "@/lib/flow/log/workflow";
import { requireBoard } from "../access/require-permission";
import { findFirstTransition } from "../store/figures/board-signs";
import { type CardFilter, readWantedIds } from "../store/figures/card-filter";
import { findLastTransition, readFlowBoard, readLimitChanges } from "../store/figures/flow-log";
import { type ClosedCards, countClosed, readClosedMilestones, readPaths } from "../store/figures/flow-paths";
import { parseAsOf } from "./as-of";

/** Days of a report when none are asked for. */
const defaultDays = 90;

/** From which day on a metric looks at cards; -Infinity: at every card, Infinity: at those still open at `asOf` alone. */
export type Lookback = (range: DayRange, query: MetricQuery) => number;

/** Everything that the metrics of one request are made from. */
export type MetricSource = {
  boardId: string;
  calendar: Calendar;
  workflow: Workflow;
  log: StepLog;
  /** Of the wanted cards that anything since the beginning of the range, or before it as far as asked, can depend on. */
  timelines: Timeline[];
  /** The wanted cards that are left out, since they were done or gone for good before. */
  settled: ClosedCards;
  filter: CardFilter;
  /** Instant (epoch ms) before which cards are settled. */
  since: number;
  range: DayRange;
  /** Instant (epoch ms) up to which the log was read, and for which ages are given. */
  asOf: number;
  hasAsOf: boolean;
  /** Whether every card is wanted, as the log has them now. */
  isWhole: boolean;
  percentiles: readonly number[];
  /** When the first of the wanted cards came to be (epoch ms); null before it. */
  firstAt: number | null;
  /** Whether the filters let a card through; null stands for a card that never came to be. */
  isWanted(cardId: string | null): boolean;
  /** The place of a card in an answer; its number and title come in when the answer is whole. */
  factOf(cardId: string): CardFact;
  limitChanges: MetricFrame["limitChanges"];
  /** The service level that the team agreed on. */
  agreed: ServiceLevelExpectation | null;
};

/**
 * The days of a question, clipped to those on which the board lived. Throws `invalid` for days that are mistyped rather
 * than meant. `bornAt`: when the board came to be, or its first card did (epoch ms).
 */
async function readRange(
  boardId: string,
  calendar: Calendar,
  query: MetricQuery,
  { asOf, bornAt, now }: { asOf: number; bornAt: number; now: number },
): Promise<DayRange> {
  requireRange(query, calendar.dayOf(now));
  const life = { from: calendar.dayOf(bornAt), to: calendar.dayOf(asOf) };
  const last = query.to ? null : await findLastTransition(boardId);
  // A board whose history ended long ago shows its last days rather than empty ones.
  const isLongAgo = last !== null && life.to - calendar.dayOf(last) >= defaultDays;
  const to = query.to ? parseDay(query.to) : isLongAgo ? calendar.dayOf(last) : life.to;
  const from = query.from ? parseDay(query.from) : Math.min(to, life.to) - defaultDays + 1;
  return clipRange({ from, to }, life);
}

function requireRange(query: MetricQuery, today: number): void {
  const { from, to, baselineFrom, baselineTo } = query;
  const baseline = findRangeFault({ from: baselineFrom, to: baselineTo }, today);
  const fault =
    findRangeFault({ from, to }, today) ??
    (baseline && { ...baseline, path: baseline.path === "from" ? "baselineFrom" : "baselineTo" });
  if (fault) throw new DomainError("invalid", { errors: [fault] }, fault.message);
}

/** Cycle times are followed over some days before the range; no other figure looks further back of itself. */
export const plainLookback: Lookback = (range) => medianRange(range).from;

const filterOf = (query: MetricQuery): CardFilter => ({
  label: query.label ?? null,
  lane: query.lane ?? null,
  classOfService: query.classOfService ?? null,
  type: query.type ?? null,
  assignee: query.assignee ?? null,
  creator: query.creator ?? null,
});

/** Whether a question is about every card as it is now. */
export function isOfAllCards(query: MetricQuery): boolean {
  return query.asOf === undefined && Object.values(filterOf(query)).every((value) => value === null);
}

/** Reads what the metrics of a board are made from. Throws `not-found` for strangers. */
export async function readMetricSource(
  userId: string,
  boardId: string,
  query: MetricQuery,
  reach: Lookback = plainLookback,
): Promise<MetricSource> {
  await requireBoard(userId, boardId, "board:read");
  const [board, firstAt] = await Promise.all([readFlowBoard(boardId), findFirstTransition(boardId)]);
  const calendar = createCalendar(board.timeZone, board.workingDays);
  const workflow = buildWorkflow(board);
  const { now } = board;
  const asOf = query.asOf === undefined ? now : parseAsOf(calendar, query.asOf, now);
  const filter = filterOf(query);
  const bornAt = Math.min(board.createdAt, firstAt ?? board.createdAt);
  const range = await readRange(boardId, calendar, query, { asOf, bornAt, now });
  const day = reach(range, query);
  const since = Math.min(Number.isFinite(day) ? calendar.startOf(day) : day, asOf);
  const [log, settled, wanted, limitChanges] = await Promise.all([
    readPaths(boardId, filter, since),
    countClosed(boardId, filter, since),
    readWantedIds(boardId, filter),
    readLimitChanges(boardId, calendar.startOf(range.from), calendar.startOf(range.to + 1)),
  ]);
  const timelines = replayLog(workflow, log, asOf);
  const first = timelines.reduce((least, { cameAt }) => Math.min(least, cameAt), settled.firstAt ?? asOf);
  return {
    boardId,
    calendar,
    workflow,
    log,
    timelines,
    settled,
    filter,
    since,
    range,
    asOf,
    hasAsOf: query.asOf !== undefined,
    isWhole: isOfAllCards(query),
    percentiles: query.percentiles,
    firstAt: timelines.length + settled.cards > 0 ? first : null,
    isWanted: (cardId) => wanted === null || (cardId !== null && wanted.has(cardId)),
    factOf: (cardId) => ({ cardId, number: 0, title: "" }),
    limitChanges,
    agreed: board.agreed,
  };
}

/** The same source as of the end of its range, for what is told of one moment; now, when the range reaches to today. */
export function atEndOfRange(source: MetricSource): MetricSource {
  const end = source.calendar.startOf(source.range.to + 1) - 1;
  if (end >= source.asOf) return source;
  const timelines = replayLog(source.workflow, source.log, end);
  return { ...source, asOf: end, isWhole: false, timelines };
}

/** The marks of every wanted card, settled or not. */
export async function readAllMilestones({
  boardId,
  filter,
  since,
  timelines,
}: MetricSource): Promise<CardMilestones[]> {
  return [...(await readClosedMilestones(boardId, filter, since)), ...timelines];
}
