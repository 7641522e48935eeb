import { type Calendar, createCalendar, type DayRange } from "@/lib/flow/calendar/calendar";
import { measureDurations } from "@/lib/flow/finished/durations";
import type { Carried, LogEntry } from "@/lib/flow/log/step-log";
import { buildTimelines, type CardMilestones } from "@/lib/flow/log/timeline";
import { buildWorkflow, type FlowColumn } from "@/lib/flow/log/workflow";
import { listCycleTimes } from "@/lib/flow/metrics/cycle-time";
import { listLeadTimes } from "@/lib/flow/metrics/lead-time";

/** A board of five columns, committed at Ready. */
export const columns: FlowColumn[] = [
  { id: "ideas", name: "Ideas", kind: "backlog", position: 0 },
  { id: "ready", name: "Ready", kind: "queue", position: 1 },
  { id: "doing", name: "Doing", kind: "active", position: 2 },
  { id: "review", name: "Review", kind: "queue", position: 3 },
  { id: "done", name: "Done", kind: "done", position: 4 },
];

export const workflow = buildWorkflow({ timeZone: "UTC", columns, commitmentColumnId: null });
export const utc = createCalendar("UTC");

/** `2026-03-02 09:00` as an instant in UTC. */
export function at(text: string): number {
  return Date.parse(`${text.replace(" ", "T")}${text.length === 16 ? ":00" : ""}Z`);
}

/** A card's log, written as a story: `history("A").enters("doing", "2026-03-02 09:00")`. */
class History {
  readonly log: LogEntry[] = [];
  #columnId: string | null = null;

  constructor(readonly cardId: string) {}

  enters(columnId: string, time: string | number): this {
    return this.#step(columnId, time);
  }

  /** There already when the log begins. */
  isFoundIn(columnId: string, time: string): this {
    return this.#step(columnId, time, { isFound: true });
  }

  leaves(time: string | number): this {
    return this.#step(null, time);
  }

  /** From another board, with what it brings. */
  arrives(columnId: string, time: string, carried: Partial<Carried>): this {
    const past = { createdAt: at(time), startedAt: null, finishedAt: null, activeMs: 0, blockedMs: 0 };
    return this.#step(columnId, time, { carried: { ...past, ...carried } });
  }

  /** To another board. */
  departs(time: string): this {
    return this.#step(null, time, { isTransfer: true });
  }

  #step(toColumnId: string | null, time: string | number, marks: Partial<LogEntry> = {}): this {
    this.log.push({
      cardId: this.cardId,
      seq: this.log.length + 1,
      fromColumnId: this.#columnId,
      toColumnId,
      at: typeof time === "number" ? time : at(time),
      ...marks,
    });
    this.#columnId = toColumnId;
    return this;
  }
}

export function history(cardId: string): History {
  return new History(cardId);
}

/** The logs of several cards as one, in order of time. */
export function logOf(...histories: History[]): LogEntry[] {
  return histories.flatMap(({ log }) => log).sort((a, b) => a.at - b.at);
}

export function timelinesOf(...histories: History[]) {
  return buildTimelines(workflow, logOf(...histories));
}

/** Figures of cycle time of the cards finished in a range. */
export function measureCycleTime(
  calendar: Calendar,
  cards: readonly CardMilestones[],
  range: DayRange,
  percents: readonly number[],
) {
  return measureDurations(listCycleTimes(calendar, cards, range), percents);
}

/** Figures of lead time of the cards finished in a range. */
export function measureLeadTime(
  calendar: Calendar,
  cards: readonly CardMilestones[],
  range: DayRange,
  percents: readonly number[],
) {
  return measureDurations(listLeadTimes(calendar, cards, range), percents);
}
