import type { CardView } from "@/lib/contracts/card";
import { type ClassOfService, classesOfService } from "@/lib/domain/board";
import { comparable } from "@/lib/domain/text";

/** Which cards a person wants to see. Hides cards and changes no count: limits hold for all of them. */
export type BoardFilter = {
  text: string;
  /** User id, or `nobody` for cards without an assignee. */
  assignee: string | null;
  /** Label id, or `noLabel` for cards without one. */
  labelId: string | null;
  classOfService: ClassOfService | null;
};

/** A filter, and the cards made under it: whoever made a card goes on seeing it until the filter changes. */
export type ShownFilter = BoardFilter & { kept: ReadonlySet<string> };

export const nobody = "nobody";
export const noLabel = "none";

export const noFilter: BoardFilter = { text: "", assignee: null, labelId: null, classOfService: null };

/** The filter that an address carries; what it does not understand it leaves out. */
export function readFilter(query: URLSearchParams): BoardFilter {
  const classOfService = query.get("class");
  return {
    text: query.get("q") ?? "",
    assignee: query.get("assignee") || null,
    labelId: query.get("label") || null,
    classOfService: classesOfService.find((each) => each === classOfService) ?? null,
  };
}

/** Parts of a filter as members of an address; null for what is not chosen by. */
export function filterMembers(filter: Partial<BoardFilter>): Record<string, string | null> {
  const names = { text: "q", assignee: "assignee", labelId: "label", classOfService: "class" } as const;
  const parts = Object.entries(filter) as [keyof BoardFilter, string | null][];
  return Object.fromEntries(parts.map(([part, value]) => [names[part], value || null]));
}

export function isFiltering(filter: BoardFilter): boolean {
  return Boolean(filter.text.trim() || filter.assignee || filter.labelId || filter.classOfService);
}

/** Cards that match, in the same order, with those that are kept in sight; the same array where nothing is filtered. */
export function filterCards(
  cards: readonly CardView[],
  filter: ShownFilter,
  boardKey: string,
): readonly CardView[] {
  if (!isFiltering(filter)) return cards;
  const words = wordsOf(filter);
  return cards.filter(
    (card) => card.number === 0 || filter.kept.has(card.id) || isMatch(card, filter, words, boardKey),
  );
}

/** Whether the filter alone shows this card. */
export function matchesFilter(card: CardView, filter: BoardFilter, boardKey: string): boolean {
  return isMatch(card, filter, wordsOf(filter), boardKey);
}

function wordsOf(filter: BoardFilter): string[] {
  return comparable(filter.text).split(" ").filter(Boolean);
}

function isMatch(card: CardView, filter: BoardFilter, words: readonly string[], boardKey: string): boolean {
  const { assignee, labelId, classOfService } = filter;
  if (assignee === nobody ? card.assigneeIds.length > 0 : assignee && !card.assigneeIds.includes(assignee))
    return false;
  if (labelId === noLabel ? card.labelIds.length > 0 : labelId && !card.labelIds.includes(labelId))
    return false;
  if (classOfService && card.classOfService !== classOfService) return false;
  if (words.length === 0) return true;
  const text = comparable(`${boardKey}-${card.number} ${card.title}`);
  return words.every((word) => text.includes(word));
}
