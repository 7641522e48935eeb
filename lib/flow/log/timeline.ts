import { type Carried, type LogEntry, packLog, type StepLog } from "./step-log";
import type { Workflow } from "./workflow";

/**
 * One stay in one column. `leftAt` is null while it lasts. `isFound`: it had begun before the log did, which has the card
 * there from `enteredAt` on.
 */
export type Visit = { columnId: string; enteredAt: number; leftAt: number | null; isFound?: true };

/** When a card was created, started and finished, and where it is; instants are epoch ms. */
export type CardMilestones = {
  readonly cardId: string;
  /** The first transition here; where the card came from another board, its transfer. */
  readonly cameAt: number;
  /** The first transition, on whatever board. Null where the log begins in the middle of the card's life. */
  readonly createdAt: number | null;
  /**
   * First entry into a committed column that is not done; never withdrawn. A start on another board counts. A card that
   * went straight to done started when it finished, as long as it stays finished. Not known, and null, where the log
   * begins in the middle of the card's life.
   */
  readonly startedAt: number | null;
  /**
   * Last entry into done from a column that is not done, while the card is in done; a reopening withdraws it, a transfer
   * to another board does not. Of this board alone: a finish on another one is none.
   */
  readonly finishedAt: number | null;
  /** Came from another board as finished there, and has been in done since. */
  readonly finishedElsewhere: boolean;
  /** Was in done when the log began, and has been since: it finished, nobody knows when. */
  readonly foundFinished: boolean;
  /** Where it is; null while it is off the board. */
  readonly columnId: string | null;
};

/** A card's life as the log tells it; instants are epoch ms. */
export type Timeline = CardMilestones & {
  /** When it left the board, while it is off it. */
  readonly goneAt: number | null;
  /** Left for another board. */
  readonly hasDeparted: boolean;
  /** What it brought from another board; null for a card that was created here. */
  readonly carried: Carried | null;
  /** The log begins in the middle of its life. */
  readonly isFound: boolean;
  /** Finished without ever having been in a committed column before done. */
  readonly skippedStart: boolean;
  /** Its stays in columns, in order. Read from the log anew each time: those of a million steps are not kept. */
  readonly visits: Visit[];
};

/** What a workflow says of the columns of a log, by their place in it. */
type ColumnTable = { isDone: boolean[]; isCommitted: boolean[] };

function readColumns(workflow: Workflow, { columnIds }: StepLog): ColumnTable {
  return {
    isDone: columnIds.map((id) => id !== null && workflow.isDone(id)),
    isCommitted: columnIds.map((id) => id !== null && workflow.isCommitted(id)),
  };
}

/** A start that stood for a finish went with it. */
function startCarried(carried: Carried | null): number | null {
  return carried && carried.startedAt !== carried.finishedAt ? carried.startedAt : null;
}

/** One card of a packed log, from its first step up to the last that has happened. */
class LoggedCard implements Timeline {
  readonly cameAt: number;
  readonly createdAt: number | null;
  readonly carried: Carried | null;
  startedAt: number | null;
  finishedAt: number | null = null;
  finishedElsewhere = false;
  foundFinished = false;
  readonly isFound: boolean;
  hasDeparted = false;
  goneAt: number | null = null;
  skippedStart = false;
  readonly #log: StepLog;
  readonly #card: number;
  readonly #first: number;
  readonly #end: number;

  constructor(table: ColumnTable, log: StepLog, card: number, first: number, end: number) {
    this.#log = log;
    this.#card = card;
    this.#first = first;
    this.#end = end;
    this.carried = log.carried.get(card) ?? null;
    this.cameAt = log.instants[first] ?? 0;
    this.isFound = log.found.has(card);
    this.createdAt = this.isFound ? null : (this.carried?.createdAt ?? this.cameAt);
    this.startedAt = startCarried(this.carried);
    this.#replay(table);
  }

  #replay({ isDone, isCommitted }: ColumnTable): void {
    const { columns, columnIds, instants, firsts, departed } = this.#log;
    const departure = departed.has(this.#card) ? (firsts[this.#card + 1] ?? 0) - 1 : -1;
    let wasDone = false;
    for (let step = this.#first; step < this.#end; step++) {
      const column = columns[step] ?? 0;
      const at = instants[step] ?? 0;
      if (step === departure) {
        this.goneAt = at;
        this.hasDeparted = true;
        break;
      }
      const done = isDone[column] ?? false;
      if (this.startedAt === null && isCommitted[column] && !done) this.startedAt = at;
      if (!done || !wasDone) {
        const isFirst = step === this.#first;
        this.finishedElsewhere = done && isFirst && typeof this.carried?.finishedAt === "number";
        this.foundFinished = done && isFirst && this.isFound && !this.finishedElsewhere;
        this.finishedAt = done && !this.finishedElsewhere && !this.foundFinished ? at : null;
      }
      this.goneAt = columnIds[column] === null ? at : null;
      wasDone = done;
    }
    if (this.isFound) this.startedAt = null;
    if (this.isFound || this.startedAt !== null) return;
    this.startedAt = this.finishedElsewhere ? (this.carried?.finishedAt ?? null) : this.finishedAt;
    this.skippedStart = this.finishedAt !== null;
  }

  get cardId(): string {
    return this.#log.cardIdOf(this.#card);
  }

  get columnId(): string | null {
    return this.#log.columnIds[this.#log.columns[this.#end - 1] ?? 0] ?? null;
  }

  get visits(): Visit[] {
    const { columns, columnIds, instants } = this.#log;
    const visits: Visit[] = [];
    for (let step = this.#first; step < this.#end; step++) {
      const columnId = columnIds[columns[step] ?? 0] ?? null;
      if (columnId === null) continue;
      const leftAt = step + 1 < this.#end ? (instants[step + 1] ?? null) : null;
      const visit: Visit = { columnId, enteredAt: instants[step] ?? 0, leftAt };
      if (this.isFound && step === this.#first) visit.isFound = true;
      visits.push(visit);
    }
    return visits;
  }
}

/**
 * Replays a packed log: one timeline per card, in its order. The only reader of the log.
 *
 * Steps after `asOf` (epoch ms) are left out, which gives the state of that instant; cards that were not there yet are
 * left out, too.
 */
export function replayLog(workflow: Workflow, log: StepLog, asOf = Number.POSITIVE_INFINITY): Timeline[] {
  const table = readColumns(workflow, log);
  const timelines: Timeline[] = [];
  for (let card = 0; card + 1 < log.firsts.length; card++) {
    const first = log.firsts[card] ?? 0;
    let end = log.firsts[card + 1] ?? first;
    while (end > first && (log.instants[end - 1] ?? 0) > asOf) end--;
    if (end > first) timelines.push(new LoggedCard(table, log, card, first, end));
  }
  return timelines;
}

/** The timelines of a log of entries, which may mix cards, but holds each card's in order of `seq`. See `replayLog`. */
export function buildTimelines(workflow: Workflow, log: Iterable<LogEntry>, asOf?: number): Timeline[] {
  return replayLog(workflow, packLog(log), asOf);
}

/** When a card became work in progress of this board: its start, or its arrival where it had been started before. */
export function startedHereAt({ startedAt, cameAt, finishedElsewhere }: CardMilestones): number | null {
  return startedAt === null || finishedElsewhere ? null : Math.max(startedAt, cameAt);
}

/**
 * Stretches in which a card counts as work in progress: from its start to its finish, or on while it has none, without
 * the time in which it was off the board. `[from, to)` in epoch ms; `to` is null while it lasts.
 */
export function stretchesInProgress(card: Timeline): { from: number; to: number | null }[] {
  const { startedAt, finishedAt } = card;
  if (startedAt === null || card.finishedElsewhere) return [];
  const stretches: { from: number; to: number | null }[] = [];
  for (const visit of card.visits) {
    const from = Math.max(visit.enteredAt, startedAt);
    const to = finishedAt === null ? visit.leftAt : Math.min(visit.leftAt ?? finishedAt, finishedAt);
    if (to !== null && to <= from) continue;
    const last = stretches.at(-1);
    if (last && last.to === from) last.to = to;
    else stretches.push({ from, to });
  }
  return stretches;
}
