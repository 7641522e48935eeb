import "server-only";
import type { CardFact, MetricFrame, MetricQuery } from "@/lib/contracts/metrics";
import { type Calendar, createCalendar, type DayRange, parseDay } from "@/lib/flow/calendar";
import { type LogEntry, readTimelines, type Timeline } from "@/lib/flow/timeline";
import { readWorkflow, type Workflow } from "@/lib/flow/workflow";
import { requireBoard } from "../access";
import {
  findLastTransition,
  readCardFacts,
  readFlowBoard,
  readLimitChanges,
  readLog,
} from "../store/flow-log";
import { readAsOf } from "./as-of";

/** Days of a report when none are asked for. */
const defaultDays = 90;

/** Everything that the metrics of one request are made from. */
export type MetricSource = {
  boardId: string;
  calendar: Calendar;
  workflow: Workflow;
  log: readonly LogEntry[];
  timelines: Timeline[];
  range: DayRange;
  /** Instant (epoch ms) up to which the log was read, and for which ages are given. */
  asOf: number;
  hasAsOf: boolean;
  percentiles: readonly number[];
  /** Whether the filters let a card through; null stands for a card that never came to be. */
  isWanted(cardId: string | null): boolean;
  factOf(cardId: string): CardFact;
  limitChanges: MetricFrame["limitChanges"];
};

async function readRange(
  boardId: string,
  calendar: Calendar,
  query: MetricQuery,
  asOf: number,
): Promise<DayRange> {
  if (query.from && query.to) return { from: parseDay(query.from), to: parseDay(query.to) };
  const last = query.to ? null : await findLastTransition(boardId);
  const today = calendar.dayOf(asOf);
  // A board whose history ended long ago shows its last days rather than empty ones.
  const isLongAgo = last !== null && today - calendar.dayOf(last) >= defaultDays;
  const to = query.to ? parseDay(query.to) : isLongAgo ? calendar.dayOf(last) : today;
  return { from: query.from ? Math.min(parseDay(query.from), to) : to - defaultDays + 1, to };
}

/** Reads what the metrics of a board are made from. Throws `not-found` for strangers. */
export async function readMetricSource(
  userId: string,
  boardId: string,
  query: MetricQuery,
): Promise<MetricSource> {
  await requireBoard(userId, boardId, "board:read");
  const board = await readFlowBoard(boardId);
  const calendar = createCalendar(board.timeZone);
  const workflow = readWorkflow(board);
  const now = Date.now();
  const asOf = query.asOf === undefined ? now : readAsOf(calendar, query.asOf, now);
  const filter = {
    label: query.label ?? null,
    lane: query.lane ?? null,
    classOfService: query.classOfService ?? null,
    type: query.type ?? null,
    assignee: query.assignee ?? null,
  };
  const [range, log, facts] = await Promise.all([
    readRange(boardId, calendar, query, asOf),
    readLog(boardId, filter),
    readCardFacts(boardId),
  ]);
  const isOpen = Object.values(filter).every((value) => value === null);
  const wanted = new Set(log.map(({ cardId }) => cardId));
  return {
    boardId,
    calendar,
    workflow,
    log,
    timelines: readTimelines(workflow, log, asOf),
    range,
    asOf,
    hasAsOf: query.asOf !== undefined,
    percentiles: query.percentiles,
    isWanted: (cardId) => isOpen || (cardId !== null && wanted.has(cardId)),
    factOf: (cardId) => ({ cardId, ...(facts.get(cardId) ?? { number: 0, title: "" }) }),
    limitChanges: await readLimitChanges(
      boardId,
      calendar.startOf(range.from),
      calendar.startOf(range.to + 1),
    ),
  };
}

/** The same source as of the end of its range, for what is told of one moment; now, when the range reaches to today. */
export function atEndOfRange(source: MetricSource): MetricSource {
  const end = source.calendar.startOf(source.range.to + 1) - 1;
  if (end >= source.asOf) return source;
  return { ...source, asOf: end, timelines: readTimelines(source.workflow, source.log, end) };
}
