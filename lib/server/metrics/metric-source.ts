import "server-only";
import type { AskedOf } from "@/lib/contracts/metrics/contract";
import type { MetricFrame } from "@/lib/contracts/metrics/frame";
import type { processBehaviourMetric } from "@/lib/contracts/metrics/process-behaviour";
import type { ServiceLevelExpectation } from "@/lib/contracts/service-level";
import { DomainError } from "@/lib/domain/errors";
import { type Calendar, createCalendar, type DayRange, parseDay } from "@/lib/flow/calendar/calendar";
import { clipRange, findRangeFault } from "@/lib/flow/calendar/range";
import type { StepLog } from "@/lib/flow/log/step-log";
import { replayLog, type Timeline } from "@/lib/flow/log/timeline";
import { buildWorkflow, type Workflow } from "@/lib/flow/log/workflow";
import { requireBoard } from "../access/require-permission";
import { logger } from "../logging/logger";
import { findFirstTransition } from "../store/figures/board-signs";
import type { CardFilter } from "../store/figures/card-filter";
import { findLastTransition, readFlowBoard, readLimitChanges } from "../store/figures/flow-log";
import { type ClosedCards, countClosed, readPaths } from "../store/figures/flow-paths";
import { catchUp } from "../store/figures/projections";
import { parseAsOf } from "./as-of";

/** Steps that a report adds to its projections by itself; more are projected before it reads. */
const fewNewSteps = 2_000;
/** How often a report has the next of them projected before it reads. */
const mostCatchUps = 5;

/** Days of a report when none are asked for. */
const defaultDays = 90;

/** What is asked of whatever metric, with the other days that one of them may be asked for. */
type Asked = AskedOf<typeof processBehaviourMetric>;

/** Everything that the metrics of one request are made from. */
export type MetricSource = {
  boardId: string;
  calendar: Calendar;
  workflow: Workflow;
  log: StepLog;
  /** Of the wanted cards that anything since the beginning of the range, or before it as far as asked, can depend on. */
  timelines: Timeline[];
  /** The wanted cards that are left out, since they were closed before: done, or gone for good. */
  closed: ClosedCards;
  filter: CardFilter;
  /** Instant (epoch ms) before which closed cards are left out. */
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
  limitChanges: MetricFrame["limitChanges"];
  /** The service level that the team agreed on. */
  agreed: ServiceLevelExpectation | null;
};

/**
 * The days that are asked for, clipped to those on which the board lived. Throws `invalid` for days that are mistyped rather
 * than meant. `bornAt`: when the board came to be, or its first card did (epoch ms).
 */
async function readRange(
  boardId: string,
  calendar: Calendar,
  query: Asked,
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

function requireRange(query: Asked, today: number): void {
  const { from, to, baselineFrom, baselineTo } = query;
  const baseline = findRangeFault({ from: baselineFrom, to: baselineTo }, today);
  const fault =
    findRangeFault({ from, to }, today) ??
    (baseline && { ...baseline, path: baseline.path === "from" ? "baselineFrom" : "baselineTo" });
  if (fault) throw new DomainError("invalid", { errors: [fault] }, fault.message);
}

const filterOf = (query: Asked): CardFilter => ({
  label: query.label ?? null,
  lane: query.lane ?? null,
  classOfService: query.classOfService ?? null,
  type: query.type ?? null,
  assignee: query.assignee ?? null,
  creator: query.creator ?? null,
});

/** Has what is much new on a board projected before it is read. No answer changes by it, and so none fails with it. */
async function projectMuch(boardId: string): Promise<void> {
  try {
    for (let step = 0; step < mostCatchUps && (await catchUp(boardId, fewNewSteps)); step++);
  } catch (error) {
    logger.error({ err: error, boardId }, "could not project a board before a report");
  }
}

/** Whether what is asked is about every card as it is now. */
export function isOfAllCards(query: Asked): boolean {
  return query.asOf === undefined && Object.values(filterOf(query)).every((value) => value === null);
}

/**
 * Reads what the metrics of a board are made from. `lookback`: the day from which on cards are looked at, for the days that
 * are shown. Throws `not-found` for strangers, `invalid` for days that are mistyped rather than meant.
 */
export async function readMetricSource(
  userId: string,
  boardId: string,
  query: Asked,
  lookback: (range: DayRange) => number,
): Promise<MetricSource> {
  await requireBoard(userId, boardId, "board:read");
  await projectMuch(boardId);
  const [board, firstAt] = await Promise.all([readFlowBoard(boardId), findFirstTransition(boardId)]);
  const calendar = createCalendar(board.timeZone, board.workingDays);
  const workflow = buildWorkflow(board);
  const { now } = board;
  const asOf = query.asOf === undefined ? now : parseAsOf(calendar, query.asOf, now);
  const filter = filterOf(query);
  const bornAt = Math.min(board.createdAt, firstAt ?? board.createdAt);
  const range = await readRange(boardId, calendar, query, { asOf, bornAt, now });
  const day = lookback(range);
  const since = Math.min(Number.isFinite(day) ? calendar.startOf(day) : day, asOf);
  const [log, closed, limitChanges] = await Promise.all([
    readPaths(boardId, filter, since),
    countClosed(boardId, filter, since),
    readLimitChanges(boardId, calendar.startOf(range.from), calendar.startOf(range.to + 1)),
  ]);
  const timelines = replayLog(workflow, log, asOf);
  const first = timelines.reduce((min, { cameAt }) => Math.min(min, cameAt), closed.firstAt ?? asOf);
  return {
    boardId,
    calendar,
    workflow,
    log,
    timelines,
    closed,
    filter,
    since,
    range,
    asOf,
    hasAsOf: query.asOf !== undefined,
    isWhole: isOfAllCards(query),
    percentiles: query.percentiles,
    firstAt: timelines.length + closed.cards > 0 ? first : null,
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
