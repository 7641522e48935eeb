import type { ImportMapping } from "@/lib/contracts/import";
import type { ColumnKind } from "@/lib/domain/board";
import type { HistoryColumn } from "@/lib/domain/board-history";
import { cleanLine, cutText } from "@/lib/domain/text";
import { guessKind } from "./guess-kind";
import type { TrelloFile } from "./trello-file";

/** A list, present or past. `archivedAt`: epoch ms; null where it is not archived, or nothing says when. */
export type ListFacts = { id: string; name: string; isArchived: boolean; archivedAt: number | null };

/** Which column stands for which list. */
export type ColumnPlan = {
  /** From left to right. */
  columns: HistoryColumn[];
  /** Key of the column; null for a list by which cards leave the board. */
  keyOf: ReadonlyMap<string, string | null>;
  kindOf: ReadonlyMap<string, ColumnKind>;
};

/** The name of a list in the form in which a mapping names it. */
export const toName = (name: string) => cleanLine(cutText(name, 500));

/** The lists of the export, then those that only its actions and cards know, which have been deleted. */
export function readLists({ lists, cards, actions }: TrelloFile): ListFacts[] {
  const archivedAt = new Map<string, number>();
  const others = new Map<string, string>();
  for (const { listId } of cards.values()) if (listId !== null) others.set(listId, "");
  for (const action of actions) {
    for (const list of [action.list, action.listBefore, action.listAfter]) {
      if (list && (list.name || !others.has(list.id))) others.set(list.id, list.name ?? "");
    }
    if (action.type === "updateList" && action.list && action.wasArchived === false)
      archivedAt.set(action.list.id, action.at);
  }
  for (const { id } of lists) others.delete(id);
  return [
    ...lists.map(({ id, name, isArchived }) => ({
      id,
      name,
      isArchived,
      archivedAt: isArchived ? (archivedAt.get(id) ?? null) : null,
    })),
    ...[...others].map(([id, name]) => ({ id, name, isArchived: true, archivedAt: null })),
  ];
}

type Named = ReadonlyMap<string, number>;

/** What a mapping says of a list, which it names by its id, its name, or `list:` and its name. */
function readMapping(mapping: ImportMapping | undefined) {
  const activities = new Map<string, number>();
  const names = new Map<string, number>();
  mapping?.columns?.forEach((column, index) => {
    for (const activity of column.activities ?? [])
      if (!activities.has(activity)) activities.set(activity, index);
    if (!names.has(column.name)) names.set(column.name, index);
  });
  const find = (list: ListFacts, named: Named) => {
    const name = toName(list.name);
    return named.get(list.id) ?? named.get(name) ?? named.get(`list:${name}`);
  };
  const deleted: Named = new Map(mapping?.deleted.map((name) => [name, 0]));
  const ignored: Named = new Map(mapping?.ignored.map((name) => [name, 0]));
  return {
    isDeleted: (list: ListFacts) => find(list, deleted) !== undefined,
    isIgnored: (list: ListFacts) => find(list, ignored) !== undefined,
    columnOf: (list: ListFacts) => find(list, activities) ?? find(list, names) ?? null,
  };
}

/** The kind that each list probably has, by its name, and by its place among the open ones. */
function guessKinds(lists: readonly ListFacts[], isSaid: boolean): Map<string, ColumnKind> {
  const open = lists.filter(({ isArchived }) => !isArchived);
  const places = new Map(open.map(({ id }, index) => [id, index]));
  const kinds = new Map(
    lists.map(({ id, name }) => [id, guessKind(toName(name), places.get(id) ?? 1, Math.max(open.length, 3))]),
  );
  const last = open.at(-1);
  if (!isSaid && last && open.length > 1 && !open.some(({ id }) => kinds.get(id) === "done"))
    kinds.set(last.id, "done");
  return kinds;
}

/**
 * Archived lists stand where they stood, but right of the first open column that is not backlog: that is the commitment
 * point, which an archived list never is.
 */
function behindCommitment(columns: readonly HistoryColumn[]): HistoryColumn[] {
  const isWorkOf = (isArchived: boolean) => (column: HistoryColumn) =>
    column.isArchived === isArchived && column.kind !== "backlog";
  const commitment = columns.findIndex(isWorkOf(false));
  if (commitment < 0) return [...columns];
  const before = columns.slice(0, commitment);
  const isPast = isWorkOf(true);
  return [
    ...before.filter((column) => !isPast(column)),
    ...columns.slice(commitment, commitment + 1),
    ...before.filter(isPast),
    ...columns.slice(commitment + 1),
  ];
}

/** The columns of the board: those of the mapping, each for the lists that mean it, then one for each other list. */
export function planColumns(lists: readonly ListFacts[], mapping: ImportMapping | undefined): ColumnPlan {
  const said = readMapping(mapping);
  const keyOf = new Map<string, string | null>();
  const placed: ListFacts[] = [];
  for (const list of lists) {
    if (said.isDeleted(list)) keyOf.set(list.id, null);
    else if (!said.isIgnored(list)) placed.push(list);
  }
  const kinds = guessKinds(placed, mapping?.columns !== undefined);
  const named = (mapping?.columns ?? []).map(({ name, kind }) => ({ name, kind, lists: [] as ListFacts[] }));
  const others: HistoryColumn[] = [];
  for (const list of placed) {
    const column = named[said.columnOf(list) ?? -1];
    if (column) column.lists.push(list);
    else {
      keyOf.set(list.id, list.id);
      others.push({
        key: list.id,
        name: list.name,
        kind: kinds.get(list.id) ?? "backlog",
        isArchived: list.isArchived,
      });
    }
  }
  const chosen = named.map((column, index): HistoryColumn => {
    const key = column.lists[0]?.id ?? `column ${index}`;
    for (const { id } of column.lists) keyOf.set(id, key);
    const isArchived = column.lists.length > 0 && column.lists.every((list) => list.isArchived);
    return { key, name: column.name, kind: column.kind, isArchived };
  });
  const columns = [...chosen, ...behindCommitment(others)];
  return {
    columns: chosen.length > 0 ? columns : behindCommitment(columns),
    keyOf,
    kindOf: new Map(columns.map(({ key, kind }) => [key, kind])),
  };
}
