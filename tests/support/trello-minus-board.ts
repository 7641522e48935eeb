// Field by field: what of a Trello file is not on the board that was made of it. Knows nothing of the importer: it reads
// the file by itself, and the board as the API tells it.

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Record_ = { [key: string]: Json };

/** A board as the API tells it: `GET /boards/{id}`, each card of it, archived ones too, and the whole log. */
export type ToldBoard = {
  board: { name: string };
  columns: { id: string; name: string; archivedAt: string | null }[];
  labels: { id: string; name: string; colour: string }[];
  cards: ToldCard[];
  transitions: { cardId: string; toColumnId: string | null; fromColumnId: string | null; at: string }[];
};
type ToldCard = {
  id: string;
  number: number;
  title: string;
  description: string;
  columnId: string | null;
  position: string;
  dueDate: string | null;
  labelIds: string[];
  archivedAt: string | null;
};

type Leaf = { path: string; value: Json };

function leavesOf(value: Json, path: string): Leaf[] {
  if (value === null || value === "") return [];
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, `${path}[]`));
  if (typeof value === "object") {
    return Object.entries(value).flatMap(([key, one]) => leavesOf(one, path === "" ? key : `${path}.${key}`));
  }
  return [{ path, value }];
}

const isRecord = (value: Json | undefined): value is Record_ =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const recordsOf = (value: Json | undefined) => (Array.isArray(value) ? value : []);
const at = (value: Json | undefined, ...keys: string[]) =>
  keys.reduce<Json | undefined>((one, key) => (isRecord(one) ? one[key] : undefined), value);

/** How many values of each field of the file are not on the board. */
export function trelloMinusBoard(text: string, told: ToldBoard, timeZone: string): Map<string, number> {
  const file = JSON.parse(text) as Record_;
  const lost = new Map<string, number>();
  const compare = (value: Json, path: string, isThere: (leaf: Leaf) => boolean) => {
    for (const leaf of leavesOf(value, path)) {
      if (!isThere(leaf)) lost.set(leaf.path, (lost.get(leaf.path) ?? 0) + 1);
    }
  };
  const columnNames = new Map(told.columns.map(({ id, name }) => [id, name]));
  const listNames = new Map(recordsOf(file.lists).map((list) => [at(list, "id"), at(list, "name")]));
  const labelNames = new Map(
    [
      ...recordsOf(file.labels),
      ...recordsOf(file.cards).flatMap((card) => recordsOf(at(card, "labels"))),
    ].map((label) => [at(label, "id"), at(label, "name") || at(label, "color")]),
  );
  /** A name of the file as far as a label can hold it: enough to tell which label is meant. */
  const asLabel = (name: Json | undefined) => [...String(name ?? "").trim()].slice(0, 40).join("").trim();
  const asColumn = (name: Json | undefined) =>
    [...String(name ?? "").replace(/\s+/g, " ")].slice(0, 80).join("").trim();
  const labelOf = (name: Json | undefined) => told.labels.find((label) => label.name === asLabel(name));
  const cardOf = (id: Json | undefined): ToldCard | undefined => {
    const card = recordsOf(file.cards).find((one) => at(one, "id") === id);
    const number =
      at(card, "idShort") ??
      recordsOf(file.actions)
        .map((action) => at(action, "data", "card"))
        .find((one) => at(one, "id") === id && at(one, "idShort") !== undefined)?.["idShort" as never];
    return told.cards.find((one) => one.number === number);
  };
  /** The column in which a card is, or was last. */
  const placeOf = (card: ToldCard) =>
    card.columnId ??
    told.transitions.filter(({ cardId, toColumnId }) => cardId === card.id && toColumnId !== null).at(-1)
      ?.toColumnId ??
    null;
  const seenCards = new Set<Json | undefined>();
  const rankOf = (card: ToldCard) =>
    told.cards.filter((one) => placeOf(one) === placeOf(card) && one.position < card.position).length;
  const rankInFile = (card: Json) =>
    recordsOf(file.cards).filter(
      (one) => at(one, "idList") === at(card, "idList") && Number(at(one, "pos")) < Number(at(card, "pos")),
    ).length;
  const dayOf = (due: string) =>
    new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
      Date.parse(due),
    );

  const labelThere = (name: Json | undefined) => (leaf: Leaf) => {
    const label = labelOf(name);
    if (leaf.path.endsWith("[].name")) return label !== undefined && leaf.value === label.name;
    return leaf.path.endsWith("[].color") && label !== undefined && label.colour === leaf.value;
  };

  for (const card of recordsOf(file.cards)) {
    const id = at(card, "id");
    const mine = seenCards.has(id) ? undefined : cardOf(id);
    seenCards.add(id);
    if (!isRecord(card) || !mine) {
      compare(card, "cards[]", () => false);
      continue;
    }
    const { labels = null, ...rest } = card;
    const names = mine.labelIds.map((one) => told.labels.find((label) => label.id === one)?.name);
    for (const label of recordsOf(labels)) {
      const name = labelNames.get(at(label, "id"));
      compare(label, "cards[].labels[]", (leaf) => names.includes(asLabel(name)) && labelThere(name)(leaf));
    }
    compare(rest, "cards[]", ({ path, value }) => {
      switch (path) {
        case "cards[].name":
          return mine.title === String(value);
        case "cards[].desc":
          return mine.description === String(value);
        case "cards[].idShort":
          return mine.number === Number(value);
        case "cards[].idList":
          return columnNames.get(placeOf(mine) ?? "") === asColumn(listNames.get(value));
        case "cards[].closed":
          return (mine.archivedAt !== null) === value || mine.archivedAt !== null;
        case "cards[].pos":
          return rankOf(mine) === rankInFile(card);
        case "cards[].due":
          return !Number.isNaN(Date.parse(String(value))) && mine.dueDate === dayOf(String(value));
        case "cards[].idLabels[]":
          return names.includes(asLabel(labelNames.get(value)));
        default:
          return false;
      }
    });
  }

  const ranks = told.columns.map(({ name }) => name);
  for (const list of recordsOf(file.lists)) {
    const column = told.columns.find(({ name }) => name === asColumn(at(list, "name")));
    compare(list, "lists[]", ({ path, value }) => {
      if (path === "lists[].name") return column?.name === value;
      if (path === "lists[].closed") return column !== undefined && (column.archivedAt !== null) === value;
      return path === "lists[].pos" && column !== undefined && ranks.includes(column.name);
    });
  }
  for (const label of recordsOf(file.labels)) {
    compare(label, "labels[]", labelThere(at(label, "name") || at(label, "color")));
  }

  for (const action of recordsOf(file.actions)) {
    const mine = cardOf(at(action, "data", "card", "id"));
    const when = Date.parse(String(at(action, "date")));
    const step = told.transitions.find(
      ({ cardId, at: instant }) => cardId === mine?.id && Date.parse(instant) === when,
    );
    const isMove =
      at(action, "data", "listAfter") !== undefined ||
      at(action, "data", "old", "closed") !== undefined ||
      /^(create|copy|email|delete|convert)|^moveCard/.test(String(at(action, "type")));
    const isThere = isRecord(action) && mine !== undefined && step !== undefined && isMove;
    const nameOfList = (key: string) => listNames.get(at(action, "data", key, "id"));
    compare(action, "actions[]", ({ path, value }) => {
      if (!isThere) return false;
      const field = path.replace("actions[].", "");
      if (field === "data.listAfter.id")
        return columnNames.get(step.toColumnId ?? "") === listNames.get(value);
      if (field === "data.listBefore.id")
        return columnNames.get(step.fromColumnId ?? "") === listNames.get(value);
      if (/^data\.list\w*\.name$/.test(field)) return value === nameOfList(field.split(".")[1] ?? "");
      if (field === "data.board.name") return value === told.board.name;
      if (field === "data.card.name") return value === mine.title;
      if (field === "data.card.idShort") return value === mine.number;
      return [
        "type",
        "date",
        "data.card.id",
        "data.card.closed",
        "data.old.closed",
        "data.old.idList",
        "data.list.id",
      ].includes(field);
    });
  }

  const { lists: _, cards: __, labels, actions, ...board } = file;
  for (const [name, items] of Object.entries({ labels, actions })) {
    if (!Array.isArray(items)) compare(items ?? null, name, () => false);
  }
  compare(board, "", ({ path, value }) => path === "name" && value === told.board.name);
  return lost;
}

/** How many values of each field a loss report names. */
export function namedLosses(
  dropped: readonly { fields?: { field: string; count: number }[] | undefined }[],
): Map<string, number> {
  const named = new Map<string, number>();
  for (const { fields = [] } of dropped) {
    for (const { field, count } of fields) {
      named.set(field, (named.get(field) ?? 0) + count);
    }
  }
  return named;
}
