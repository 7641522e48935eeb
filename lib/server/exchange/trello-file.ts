import { invalidFile } from "@/lib/domain/errors";
import { asFlag, asInstant, asList, asNumber, asRecord, asText, type LooseRecord } from "./loose-values";
import { readJson } from "./read-json";

type Raw = { raw: LooseRecord };

export type TrelloList = Raw & { id: string; name: string; isArchived: boolean; position: number };

export type TrelloLabel = Raw & { id: string; name: string; colour: string | null };

export type TrelloCard = Raw & {
  id: string;
  name: string;
  description: string;
  number: number | null;
  listId: string | null;
  position: number | null;
  isArchived: boolean;
  due: string | null;
  labelIds: string[];
  lastActiveAt: number | null;
};

/** A list that an action names. */
export type ListReference = { id: string; name: string | null };

export type TrelloAction = Raw & {
  type: string;
  at: number;
  card: { id: string; name: string | null; number: number | null; isArchived: boolean | null } | null;
  list: ListReference | null;
  listBefore: ListReference | null;
  listAfter: ListReference | null;
  /** Whether what the action changed was archived before; null where it says nothing of it. */
  wasArchived: boolean | null;
};

export type TrelloFile = Raw & {
  name: string | null;
  /** From left to right. */
  lists: TrelloList[];
  /** By id, in the order of the file. */
  cards: Map<string, TrelloCard>;
  labels: Map<string, TrelloLabel>;
  /** Oldest first; those of one instant as they happened. */
  actions: TrelloAction[];
  /** Items that cannot be read for what they should be, by the collection that holds them. */
  odd: Record<"lists" | "cards" | "labels" | "actions", unknown[]>;
  /** The newest instant that the file knows of (epoch ms): when it was exported, or a little before. */
  exportedAt: number;
};

const maxOf = { lists: 500, cards: 100_000, labels: 2_000 } as const;

/** No instant of a board is before this. */
const firstInstant = Date.UTC(1990, 0, 1);

const readId = (value: unknown) => asText(value) || null;

function readList(value: unknown): TrelloList | null {
  const raw = asRecord(value);
  const id = readId(raw?.id);
  if (!raw || id === null) return null;
  return {
    raw,
    id,
    name: asText(raw.name) ?? "",
    isArchived: asFlag(raw.closed) ?? false,
    position: asNumber(raw.pos) ?? 0,
  };
}

function readLabel(value: unknown): TrelloLabel | null {
  const raw = asRecord(value);
  const id = readId(raw?.id);
  return raw && id !== null ? { raw, id, name: asText(raw.name) ?? "", colour: asText(raw.color) } : null;
}

function readNumber(value: unknown): number | null {
  const number = asNumber(value);
  return number !== null && Number.isInteger(number) && number > 0 && number <= 1_000_000_000 ? number : null;
}

function readCard(value: unknown, isPast: (at: number | null) => boolean): TrelloCard | null {
  const raw = asRecord(value);
  const id = readId(raw?.id);
  if (!raw || id === null) return null;
  const lastActiveAt = asInstant(raw.dateLastActivity);
  const labelIds = [
    ...asList(raw.labels).map((label) => readId(asRecord(label)?.id)),
    ...asList(raw.idLabels).map(readId),
  ];
  return {
    raw,
    id,
    name: asText(raw.name) ?? "",
    description: asText(raw.desc) ?? "",
    number: readNumber(raw.idShort),
    listId: readId(raw.idList),
    position: asNumber(raw.pos),
    isArchived: asFlag(raw.closed) ?? false,
    due: asText(raw.due),
    labelIds: [...new Set(labelIds.filter((label) => label !== null))],
    lastActiveAt: isPast(lastActiveAt) ? lastActiveAt : null,
  };
}

function readReference(value: unknown): ListReference | null {
  const raw = asRecord(value);
  const id = readId(raw?.id);
  return id === null ? null : { id, name: asText(raw?.name) };
}

function readAction(value: unknown, isPast: (at: number | null) => boolean): TrelloAction | null {
  const raw = asRecord(value);
  const type = asText(raw?.type);
  const at = asInstant(raw?.date);
  const data = asRecord(raw?.data);
  if (!raw || type === null || at === null || !isPast(at) || !data) return null;
  const card = asRecord(data.card);
  const cardId = readId(card?.id);
  return {
    raw,
    type,
    at,
    card:
      cardId === null
        ? null
        : {
            id: cardId,
            name: asText(card?.name),
            number: readNumber(card?.idShort),
            isArchived: asFlag(card?.closed),
          },
    list: readReference(data.list),
    listBefore: readReference(data.listBefore),
    listAfter: readReference(data.listAfter),
    wasArchived: asFlag(asRecord(data.old)?.closed),
  };
}

/** Items by id, in their order; those that are not readable, or have the id of one before, go to `odd`. */
function readItems<T extends { id: string }>(
  values: readonly unknown[],
  read: (value: unknown) => T | null,
  odd: unknown[],
): Map<string, T> {
  const items = new Map<string, T>();
  for (const value of values) {
    const item = read(value);
    if (item === null || items.has(item.id)) odd.push(value);
    else items.set(item.id, item);
  }
  return items;
}

/** Those of the board, and those that only cards show. */
function readLabels(raw: LooseRecord, odd: unknown[]): Map<string, TrelloLabel> {
  const labels = readItems(asList(raw.labels), readLabel, odd);
  for (const card of asList(raw.cards)) {
    for (const value of asList(asRecord(card)?.labels)) {
      const label = readLabel(value);
      if (label === null) odd.push(value);
      else if (!labels.has(label.id)) labels.set(label.id, label);
    }
  }
  return labels;
}

function requireBounds(raw: LooseRecord, labels: ReadonlyMap<string, TrelloLabel>): void {
  const counts = { lists: asList(raw.lists).length, cards: asList(raw.cards).length, labels: labels.size };
  for (const [what, max] of Object.entries(maxOf)) {
    const count = counts[what as keyof typeof maxOf];
    if (count <= max) continue;
    const [has, may] = [count, max].map((number) => number.toLocaleString("en"));
    throw invalidFile(`The file has ${has} ${what}; at most ${may} are read.`);
  }
}

/**
 * Trello's JSON export, item by item: one that is not readable is put aside and takes no other with it. `now`: epoch ms,
 * after which nothing can have happened. Throws `invalid` for what is no export of a board, or too big.
 */
export function parseTrelloFile(text: string, now: number): TrelloFile {
  const raw = asRecord(readJson(text));
  if (!raw || !Array.isArray(raw.lists) || !Array.isArray(raw.cards)) {
    throw invalidFile("This is not the JSON export of a Trello board, which holds lists and cards.");
  }
  const isPast = (at: number | null) => at !== null && at >= firstInstant && at <= now;
  const odd: TrelloFile["odd"] = { lists: [], cards: [], labels: [], actions: [] };
  const labels = readLabels(raw, odd.labels);
  requireBounds(raw, labels);
  const lists = readItems(raw.lists, readList, odd.lists);
  const cards = readItems(raw.cards, (value) => readCard(value, isPast), odd.cards);
  const actions: TrelloAction[] = [];
  // Exports hold the newest action first.
  for (const value of [...asList(raw.actions)].reverse()) {
    const action = readAction(value, isPast);
    if (action) actions.push(action);
    else odd.actions.push(value);
  }
  actions.sort((a, b) => a.at - b.at);
  const boardAt = asInstant(raw.dateLastActivity);
  const known = [actions.at(-1)?.at ?? null, isPast(boardAt) ? boardAt : null];
  for (const { lastActiveAt } of cards.values()) known.push(lastActiveAt);
  return {
    raw,
    name: asText(raw.name),
    lists: [...lists.values()].sort((a, b) => a.position - b.position),
    cards,
    labels,
    actions,
    odd,
    exportedAt:
      known.reduce<number | null>((last, at) => (at === null || (last ?? 0) > at ? last : at), null) ?? now,
  };
}
