import { type Calendar, type DayRange, isWithin } from "../calendar/calendar";
import type { CardMilestones, Timeline } from "../log/timeline";
import type { Workflow } from "../log/workflow";
import { mean } from "../stats/mean";
import { overlap } from "../stats/overlap";

/** A stretch in which a card was blocked, in epoch ms; `to` is null while it lasts. */
export type BlockedStretch = { cardId: string; from: number; to: number | null };

export type FlowEfficiency = {
  /** False when the board has no queue column: waiting is then not visible, and the figures are null. */
  configured: boolean;
  /** Active time of all cards by their cycle time together. */
  aggregate: number | null;
  /** Mean of each card's own efficiency; cards of no length left out. */
  meanOfCards: number | null;
  /** The three parts add up to the cycle time of all cards. */
  activeMs: number;
  waitMs: number;
  blockedMs: number;
};

/** Ms of [from, to) that the stretches cover; the stretches of one card do not overlap. */
export function sumBlocked(stretches: readonly BlockedStretch[], from: number, to: number): number {
  let covered = 0;
  for (const stretch of stretches) covered += overlap(stretch.from, stretch.to ?? to, from, to);
  return covered;
}

const none: readonly BlockedStretch[] = [];

/** Finds the stretches of a card. */
export function groupByCard(
  blocks: readonly BlockedStretch[],
): (card: CardMilestones) => readonly BlockedStretch[] {
  const blocksOf = new Map<string, BlockedStretch[]>();
  for (const block of blocks) {
    const known = blocksOf.get(block.cardId);
    if (known) known.push(block);
    else blocksOf.set(block.cardId, [block]);
  }
  if (blocksOf.size === 0) return () => none;
  return ({ cardId }) => blocksOf.get(cardId) ?? none;
}

/**
 * Flow efficiency of the cards finished in the range: active time by cycle time (elapsed). Queues, the backlog after
 * the start, done before a reopening, and blocked time in an active column are not active. Of a card from another board,
 * the active and blocked time there is what it brought.
 */
export function measureFlowEfficiency(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
  blocks: readonly BlockedStretch[],
  range: DayRange,
): FlowEfficiency {
  const blocksOf = groupByCard(blocks);
  const ratios: number[] = [];
  let activeMs = 0;
  let blockedMs = 0;
  let totalMs = 0;
  for (const card of timelines) {
    const { startedAt, finishedAt } = card;
    if (startedAt === null || finishedAt === null || !isWithin(calendar, finishedAt, range)) continue;
    let cardActiveMs = card.carried?.activeMs ?? 0;
    blockedMs += card.carried?.blockedMs ?? 0;
    const ofCard = blocksOf(card);
    for (const visit of card.visits) {
      if (!workflow.isActive(visit.columnId)) continue;
      const from = Math.max(visit.enteredAt, startedAt);
      const to = Math.min(visit.leftAt ?? finishedAt, finishedAt);
      if (to <= from) continue;
      const blocked = sumBlocked(ofCard, from, to);
      cardActiveMs += to - from - blocked;
      blockedMs += blocked;
    }
    const cycleMs = finishedAt - startedAt;
    activeMs += cardActiveMs;
    totalMs += cycleMs;
    if (cycleMs > 0) ratios.push(cardActiveMs / cycleMs);
  }
  const configured = workflow.columns.some(({ kind }) => kind === "queue");
  return {
    configured,
    aggregate: configured && totalMs > 0 ? activeMs / totalMs : null,
    meanOfCards: configured ? mean(ratios) : null,
    activeMs,
    waitMs: totalMs - activeMs - blockedMs,
    blockedMs,
  };
}
