import { type Calendar, type DayRange, isWithin } from "../calendar/calendar";
import type { CardMilestones, Timeline, Visit } from "../log/timeline";
import type { FlowColumn, Workflow } from "../log/workflow";

/** How often something happened in the range, and to which cards, each named once. */
export type QualityFinding = { count: number; cards: CardMilestones[] };

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

/** Whether a move to the right passed over a queue or active column in which the card had not been before. */
function isSkip(
  workflow: Workflow,
  from: FlowColumn,
  to: FlowColumn,
  visitsBefore: readonly Visit[],
): boolean {
  return workflow.columns.some(
    ({ id, kind, position }) =>
      position > from.position &&
      position < to.position &&
      (kind === "queue" || kind === "active") &&
      !visitsBefore.some(({ columnId }) => columnId === id),
  );
}

function* occurrencesOf(workflow: Workflow, card: Timeline): Iterable<Occurrence> {
  const { visits } = card;
  for (let index = 1; index < visits.length; index++) {
    const before = visits[index - 1];
    const visit = visits[index];
    // A card that was off the board in between has been restored, not moved.
    if (!before || !visit || before.leftAt !== visit.enteredAt) continue;
    const from = workflow.find(before.columnId);
    const to = workflow.find(visit.columnId);
    if (!from || !to) continue;
    const at = visit.enteredAt;
    if (to.position < from.position) yield { kind: "backwardMoves", at };
    else if (to.position > from.position + 1 && isSkip(workflow, from, to, visits.slice(0, index)))
      yield { kind: "skippedColumns", at };
    if (from.kind === "done" && to.kind !== "done") yield { kind: "reopened", at };
  }
  if (card.skippedStart && card.startedAt !== null) yield { kind: "neverStarted", at: card.startedAt };
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
  const found: DataQuality = {
    backwardMoves: { count: 0, cards: [] },
    skippedColumns: { count: 0, cards: [] },
    reopened: { count: 0, cards: [] },
    neverStarted: { count: 0, cards: [] },
  };
  for (const card of timelines) {
    for (const { kind, at } of occurrencesOf(workflow, card)) {
      if (!isWithin(calendar, at, range)) continue;
      const finding = found[kind];
      finding.count++;
      if (finding.cards.at(-1) !== card) finding.cards.push(card);
    }
  }
  return found;
}
