import { type DayCount, sayDays } from "@/lib/client/format/day-count";
import { spokenDuration } from "@/lib/client/format/durations";
import { plural } from "@/lib/client/format/plural";
import { sayShare } from "@/lib/client/limits/use-words";
import { type LimitNames, nameOfLimit } from "@/lib/client/limits/words";
import type {
  AgeingSign,
  AndonSign,
  BlockedSign,
  FullSign,
  LateSign,
} from "@/lib/contracts/reports/overview";

/** Something to look at, and the address at which it can be dealt with. */
export type AttentionItem = { id: string; name: string; words: string; href: string };

export type AttentionKind = "andons" | "late" | "blocked" | "overLimits" | "atRisk" | "fullLimits";

/** Kinds by urgency, and what they are called for one and for many. */
export const attentionKinds: { kind: AttentionKind; one: string; many: string }[] = [
  { kind: "andons", one: "pulled andon", many: "pulled andons" },
  { kind: "late", one: "late card", many: "late cards" },
  { kind: "blocked", one: "blocked card", many: "blocked cards" },
  { kind: "overLimits", one: "limit gone over", many: "limits gone over" },
  { kind: "atRisk", one: "card at risk", many: "cards at risk" },
  { kind: "fullLimits", one: "full limit", many: "full limits" },
];

type Place = { boardId: string; boardKey: string };

type Card = { cardId: string; number: number; title: string };

const toCard = (
  { boardId, boardKey }: Place,
  { cardId, number, title }: Card,
  words: string,
): AttentionItem => ({
  id: cardId,
  name: `${boardKey}-${number} ${title}`,
  words,
  href: `/boards/${boardId}?card=${cardId}`,
});

/** Late cards: past their due date, older than expected, or both. */
export function lateItems(place: Place, cards: readonly LateSign[], count: DayCount): AttentionItem[] {
  return cards.map((card) => {
    const { ageDays, overdue, column } = card;
    const due = overdue && `due ${overdue.dueDate}, ${plural(overdue.daysLate, "day")} ago`;
    const age = ageDays === null ? null : `${sayDays(ageDays, count)} old`;
    return toCard(place, card, [due, age, `in ${column}`].filter(Boolean).join(", "));
  });
}

/** Cards likely to become older than expected. */
export function ageingItems(place: Place, cards: readonly AgeingSign[], count: DayCount): AttentionItem[] {
  return cards.map((card) => {
    const chance = card.chance ? `, ${sayShare(card.chance)} of cards that old were still in time` : "";
    return toCard(place, card, `${sayDays(card.ageDays, count)} old, in ${card.column}${chance}`);
  });
}

/** Cards that wait for something outside themselves. `now`: epoch ms. */
export function blockedItems(place: Place, cards: readonly BlockedSign[], now: number): AttentionItem[] {
  return cards.map((card) => {
    const category = card.category && ` (${card.category})`;
    const since = `for ${spokenDuration(now - Date.parse(card.since))} in ${card.column}${category}`;
    return toCard(place, card, card.reason ? `${since}: ${card.reason}` : since);
  });
}

/** Columns that take no new work. `now`: epoch ms. */
export function andonItems({ boardId }: Place, andons: readonly AndonSign[], now: number): AttentionItem[] {
  return andons.map(({ columnId, column, reason, since }) => ({
    id: columnId,
    name: column,
    words: `for ${spokenDuration(now - Date.parse(since))}: ${reason}`,
    href: `/boards/${boardId}`,
  }));
}

/** Limits without a free slot. */
export function limitItems(
  { boardId }: Place,
  limits: readonly FullSign[],
  names: LimitNames,
): AttentionItem[] {
  return limits.map((limit) => ({
    id: limit.id,
    name: nameOfLimit(limit, names),
    words: `${limit.count} of ${limit.max}`,
    href: `/boards/${boardId}/limits`,
  }));
}
