import type { Workflow } from "./workflow";

/**
 * One row of the log. `at`: epoch ms; `seq`: 1, 2, 3 … within the card, which decides between equal instants.
 * `toColumnId` null: the card left the board (deleted, or archived outside done).
 */
export type LogEntry = {
  cardId: string;
  seq: number;
  fromColumnId: string | null;
  toColumnId: string | null;
  at: number;
};

/** One stay in one column. `leftAt` is null while it lasts. */
export type Visit = { columnId: string; enteredAt: number; leftAt: number | null };

/** A card's life as the log tells it; instants are epoch ms. */
export type Timeline = {
  cardId: string;
  visits: Visit[];
  /** The first transition. */
  createdAt: number;
  /** First entry into a column at or past the commitment point; never withdrawn. */
  startedAt: number | null;
  /** Last entry into done from a column that is not done, while the card is in done; a reopening withdraws it. */
  finishedAt: number | null;
  /** When it left the board, while it is off it. */
  goneAt: number | null;
  /** Where it is; null while it is off the board. */
  columnId: string | null;
  /** How often it left done for a column that is not done. */
  reopenings: number;
  /** Moves to a column further left. */
  backwardMoves: number;
  /** Reached done without having been in a started column before. */
  skippedStart: boolean;
};

function begin(cardId: string, createdAt: number): Timeline {
  return {
    cardId,
    visits: [],
    createdAt,
    startedAt: null,
    finishedAt: null,
    goneAt: null,
    columnId: null,
    reopenings: 0,
    backwardMoves: 0,
    skippedStart: false,
  };
}

function enter(workflow: Workflow, card: Timeline, columnId: string, at: number): void {
  const isDone = workflow.isDone(columnId);
  const wasDone = card.columnId !== null && workflow.isDone(card.columnId);
  if (card.startedAt === null && workflow.isCommitted(columnId)) {
    card.startedAt = at;
    card.skippedStart = isDone;
  }
  if (!isDone) card.finishedAt = null;
  else if (!wasDone) card.finishedAt = at;
  if (wasDone && !isDone) card.reopenings++;
  if (card.columnId !== null && workflow.positionOf(columnId) < workflow.positionOf(card.columnId))
    card.backwardMoves++;
  card.visits.push({ columnId, enteredAt: at, leftAt: null });
  card.columnId = columnId;
  card.goneAt = null;
}

function apply(workflow: Workflow, card: Timeline, entry: Step): void {
  const open = card.visits.at(-1);
  if (open && open.leftAt === null) open.leftAt = entry.at;
  if (entry.toColumnId !== null) {
    enter(workflow, card, entry.toColumnId, entry.at);
    return;
  }
  card.columnId = null;
  card.finishedAt = null;
  card.goneAt = entry.at;
}

/**
 * Replays the log: one timeline per card, in order of first appearance. The only reader of the log.
 *
 * `log` may mix cards, but holds each card's entries in order of `seq`. Entries after `asOf` (epoch ms) are left out,
 * which gives the state of that instant.
 */
export function readTimelines(
  workflow: Workflow,
  log: Iterable<LogEntry>,
  asOf = Number.POSITIVE_INFINITY,
): Timeline[] {
  const cards = new Map<string, Timeline>();
  for (const entry of log) {
    if (entry.at > asOf) continue;
    let card = cards.get(entry.cardId);
    if (!card) {
      card = begin(entry.cardId, entry.at);
      cards.set(entry.cardId, card);
    }
    apply(workflow, card, entry);
  }
  return [...cards.values()];
}

/** Where a card went and when; null: off the board. */
export type Step = { toColumnId: string | null; at: number };

/** The timeline of one card from all its steps in order, as `readTimelines` gives it; null where none is by `asOf`. */
export function readTimeline(
  workflow: Workflow,
  cardId: string,
  steps: readonly Step[],
  asOf = Number.POSITIVE_INFINITY,
): Timeline | null {
  let card: Timeline | null = null;
  for (const step of steps) {
    if (step.at > asOf) continue;
    card ??= begin(cardId, step.at);
    apply(workflow, card, step);
  }
  return card;
}

/**
 * Stretches in which a card counts as work in progress: from its start to its finish, or on while it has none, without
 * the time in which it was off the board. `[from, to)` in epoch ms; `to` is null while it lasts.
 */
export function stretchesInProgress(card: Timeline): { from: number; to: number | null }[] {
  const { startedAt, finishedAt } = card;
  if (startedAt === null) return [];
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
