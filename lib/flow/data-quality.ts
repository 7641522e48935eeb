import type { Calendar, DayRange } from "./calendar";
import { isWithin } from "./cycle-time";
import type { Timeline, Visit } from "./timeline";
import type { Workflow } from "./workflow";

/** How often something happened in the range, and to which cards, each named once. */
export type QualityFinding = { count: number; cardIds: string[] };

export type DataQuality = {
  /** Moves to a column further left; reopenings are among them. */
  backwardMoves: QualityFinding;
  /** Moves to the right over a queue or active column in which the card had never been. */
  skippedColumns: QualityFinding;
  /** Moves from done to a column that is not done. */
  reopened: QualityFinding;
  /** Cards that reached done without having been in a started column before. */
  neverStarted: QualityFinding;
};

type Occurrence = { kind: keyof DataQuality; at: number };

/** What happened in one move of a card that had been in the columns `known` before. */
function kindsOfMove(
  workflow: Workflow,
  fromId: string,
  toId: string,
  known: ReadonlySet<string>,
): (keyof DataQuality)[] {
  const from = workflow.find(fromId);
  const to = workflow.find(toId);
  if (!from || !to) return [];
  if (to.position < from.position) {
    return from.kind === "done" && to.kind !== "done" ? ["backwardMoves", "reopened"] : ["backwardMoves"];
  }
  const skipsOne = workflow.columns.some(
    ({ id, kind, position }) =>
      position > from.position &&
      position < to.position &&
      (kind === "queue" || kind === "active") &&
      !known.has(id),
  );
  const kinds: (keyof DataQuality)[] = skipsOne ? ["skippedColumns"] : [];
  return from.kind === "done" && to.kind !== "done" ? [...kinds, "reopened"] : kinds;
}

function occurrencesOf(workflow: Workflow, card: Timeline): Occurrence[] {
  const occurrences: Occurrence[] = [];
  const known = new Set<string>();
  let before: Visit | null = null;
  for (const visit of card.visits) {
    const { columnId, enteredAt } = visit;
    // A card that was off the board in between has been restored, not moved.
    if (before && before.leftAt === enteredAt) {
      for (const kind of kindsOfMove(workflow, before.columnId, columnId, known))
        occurrences.push({ kind, at: enteredAt });
    }
    known.add(columnId);
    before = visit;
  }
  if (card.skippedStart && card.startedAt !== null)
    occurrences.push({ kind: "neverStarted", at: card.startedAt });
  return occurrences;
}

/**
 * What happened in the range that figures of flow can only guess at, with the cards behind it. A card made in the
 * middle of the board has skipped nothing; one restored to where it was has not moved.
 *
 * Moves from or to columns that `workflow` does not know are left out, so that a workflow of present columns alone
 * finds no skips of archived ones.
 */
export function measureDataQuality(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
  range: DayRange,
): DataQuality {
  const found = {
    backwardMoves: { count: 0, cards: new Set<string>() },
    skippedColumns: { count: 0, cards: new Set<string>() },
    reopened: { count: 0, cards: new Set<string>() },
    neverStarted: { count: 0, cards: new Set<string>() },
  };
  for (const card of timelines) {
    for (const { kind, at } of occurrencesOf(workflow, card)) {
      if (!isWithin(calendar, at, range)) continue;
      found[kind].count++;
      found[kind].cards.add(card.cardId);
    }
  }
  const findingOf = ({ count, cards }: { count: number; cards: Set<string> }) => ({
    count,
    cardIds: [...cards],
  });
  return {
    backwardMoves: findingOf(found.backwardMoves),
    skippedColumns: findingOf(found.skippedColumns),
    reopened: findingOf(found.reopened),
    neverStarted: findingOf(found.neverStarted),
  };
}
