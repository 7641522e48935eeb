import type { CardView } from "@/lib/contracts/card";
import { type ClassOfService, classesOfService } from "@/lib/domain/board";

/** Which cards a person wants to see. Hides cards and changes no count: limits hold for all of them. */
export type BoardFilter = {
  text: string;
  /** User id, or `nobody` for cards without an assignee. */
  assignee: string | null;
  labelId: string | null;
  classOfService: ClassOfService | null;
};

export const nobody = "nobody";

/** The filter that an address carries; what it does not understand it leaves out. */
export function readFilter(query: URLSearchParams): BoardFilter {
  const classOfService = query.get("class");
  return {
    text: query.get("q") ?? "",
    assignee: query.get("assignee"),
    labelId: query.get("label"),
    classOfService: classesOfService.find((each) => each === classOfService) ?? null,
  };
}

/** A filter as members of an address; null for what it does not choose by. */
export function filterMembers(filter: BoardFilter): Record<string, string | null> {
  return {
    q: filter.text || null,
    assignee: filter.assignee,
    label: filter.labelId,
    class: filter.classOfService,
  };
}

export function isFiltering(filter: BoardFilter): boolean {
  return Boolean(filter.text.trim() || filter.assignee || filter.labelId || filter.classOfService);
}

/** Cards that match, in the same order; the same array where nothing is filtered. */
export function filterCards(
  cards: readonly CardView[],
  filter: BoardFilter,
  boardKey: string,
): readonly CardView[] {
  if (!isFiltering(filter)) return cards;
  const words = filter.text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return cards.filter((card) => {
    if (filter.assignee === nobody && card.assigneeIds.length > 0) return false;
    if (filter.assignee && filter.assignee !== nobody && !card.assigneeIds.includes(filter.assignee))
      return false;
    if (filter.labelId && !card.labelIds.includes(filter.labelId)) return false;
    if (filter.classOfService && card.classOfService !== filter.classOfService) return false;
    const text = `${boardKey}-${card.number} ${card.title}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
