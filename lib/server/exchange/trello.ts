import { z } from "zod";
import type { Dropped, ImportMapping } from "@/lib/contracts/import";
import type { ColumnKind } from "@/lib/domain/board";
import { DomainError } from "@/lib/domain/errors";
import { cleanLine } from "@/lib/domain/text";
import { type HistoryCard, type HistoryStep, joinVisits, plainCard } from "./board-history";
import type { ParsedImport } from "./event-log";
import { guessKind } from "./guess-kind";

const reference = z.looseObject({ id: z.string(), name: z.string().optional() });

const trelloAction = z.looseObject({
  type: z.string(),
  date: z.iso.datetime(),
  data: z.looseObject({
    card: z
      .looseObject({ id: z.string(), name: z.string().optional(), closed: z.boolean().optional() })
      .optional(),
    list: z
      .looseObject({ id: z.string(), name: z.string().optional(), closed: z.boolean().optional() })
      .optional(),
    listBefore: reference.optional(),
    listAfter: reference.optional(),
    old: z.looseObject({ closed: z.boolean().optional() }).optional(),
  }),
});
type TrelloAction = z.infer<typeof trelloAction>;

const trelloCard = z.looseObject({
  id: z.string(),
  name: z.string().catch(""),
  desc: z.string().catch(""),
  idShort: z.number().int().positive().optional().catch(undefined),
  idList: z.string(),
  closed: z.boolean().catch(false),
  due: z.string().nullish().catch(null),
  dateLastActivity: z.string().nullish(),
  labels: z
    .array(z.looseObject({ id: z.string(), name: z.string().catch(""), color: z.string().nullish() }))
    .catch([]),
  idMembers: z.array(z.unknown()).catch([]),
  attachments: z.array(z.unknown()).catch([]),
  idChecklists: z.array(z.unknown()).catch([]),
});
type TrelloCard = z.infer<typeof trelloCard>;

const trelloBoard = z.looseObject({
  name: z.string().catch("Trello board"),
  lists: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      closed: z.boolean().catch(false),
      pos: z.number().catch(0),
    }),
  ),
  cards: z.array(trelloCard),
  actions: z.array(trelloAction).catch([]),
});
type TrelloBoard = z.infer<typeof trelloBoard>;

/** How many actions an export holds at most; older ones are cut off. */
const exportedActions = 1_000;

type CardEvent =
  | { type: "enter"; listId: string; at: number }
  | { type: "archive" | "restore" | "delete"; at: number };

type ListFacts = { id: string; name: string; isArchived: boolean; archivedAt: number | null };

/** The first eight hexadecimal digits of an id are the second in which it was made. */
function madeAt(id: string): number | null {
  return /^[0-9a-f]{24}$/i.test(id) ? Number.parseInt(id.slice(0, 8), 16) * 1000 : null;
}

const createTypes = new Set([
  "createCard",
  "copyCard",
  "emailCard",
  "convertToCardFromCheckItem",
  "moveCardToBoard",
]);

function readCardEvent(action: TrelloAction): CardEvent | null {
  const { data, type } = action;
  const at = Date.parse(action.date);
  if (!data.card) return null;
  if (createTypes.has(type)) return data.list ? { type: "enter", listId: data.list.id, at } : null;
  if (type === "deleteCard" || type === "moveCardFromBoard") return { type: "delete", at };
  if (type !== "updateCard") return null;
  if (data.listAfter) return { type: "enter", listId: data.listAfter.id, at };
  if (data.old?.closed === false && data.card.closed) return { type: "archive", at };
  if (data.old?.closed === true && data.card.closed === false) return { type: "restore", at };
  return null;
}

/** Lists by id: those of the export in their order, then those that only the actions know, which have been deleted. */
function readLists(board: TrelloBoard, actions: readonly TrelloAction[]): ListFacts[] {
  const archivedAt = new Map<string, number>();
  const named = new Map<string, string>();
  for (const { type, data, date } of actions) {
    for (const list of [data.list, data.listBefore, data.listAfter]) {
      if (list?.name) named.set(list.id, list.name);
    }
    if (type === "updateList" && data.list && data.old?.closed === false)
      archivedAt.set(data.list.id, Date.parse(date));
  }
  const present = [...board.lists].sort((a, b) => a.pos - b.pos);
  const known = new Set(present.map(({ id }) => id));
  return [
    ...present.map(({ id, name, closed }) => ({
      id,
      name,
      isArchived: closed,
      archivedAt: archivedAt.get(id) ?? null,
    })),
    ...[...named]
      .filter(([id]) => !known.has(id))
      .map(([id, name]) => ({ id, name, isArchived: true, archivedAt: null })),
  ];
}

type Columns = { kindOf: ReadonlyMap<string, ColumnKind>; gone: ReadonlySet<string> };

/** Replays a card's events into steps. Archiving in done keeps the card where it is; elsewhere it leaves the board. */
function replay(
  events: readonly CardEvent[],
  columns: Columns,
): { steps: HistoryStep[]; isArchived: boolean; isDeleted: boolean } {
  const steps: HistoryStep[] = [];
  let listId: string | null = null;
  let isArchived = false;
  let isDeleted = false;
  const place = () => (listId === null || columns.gone.has(listId) ? null : listId);
  const isDone = () => listId !== null && columns.kindOf.get(listId) === "done";
  for (const event of events) {
    if (event.type === "enter") {
      listId = event.listId;
      isDeleted = false;
      if (!isArchived || isDone()) steps.push({ columnKey: place(), at: event.at });
    } else if (event.type === "archive") {
      isArchived = true;
      if (!isDone()) steps.push({ columnKey: null, at: event.at });
    } else if (event.type === "restore") {
      isArchived = false;
      steps.push({ columnKey: place(), at: event.at });
    } else {
      isDeleted = true;
      steps.push({ columnKey: null, at: event.at });
    }
  }
  const joined = joinVisits(steps);
  return { steps: joined, isArchived: isArchived && joined.at(-1)?.columnKey != null, isDeleted };
}

type Notes = { withoutCreation: number; corrected: number; onArchivedLists: number };

/** What the export itself says of a card now goes before what its actions add up to. */
function reconcile(
  events: CardEvent[],
  card: TrelloCard,
  lists: ReadonlyMap<string, ListFacts>,
  last: number,
  notes: Notes,
): CardEvent[] {
  const complete = [...events];
  if (complete[0]?.type !== "enter") {
    const at = Math.min(madeAt(card.id) ?? last, complete[0]?.at ?? last);
    complete.unshift({ type: "enter", listId: card.idList, at });
    notes.withoutCreation++;
  }
  const at = Math.max(
    complete.at(-1)?.at ?? 0,
    card.dateLastActivity ? Date.parse(card.dateLastActivity) : 0,
  );
  const listId = complete.findLast((event) => event.type === "enter")?.listId;
  const isClosed = complete.reduce(
    (closed, event) => (event.type === "archive" ? true : event.type === "restore" ? false : closed),
    false,
  );
  if (listId !== card.idList || isClosed !== card.closed) notes.corrected++;
  if (listId !== card.idList) complete.push({ type: "enter", listId: card.idList, at });
  if (isClosed !== card.closed) complete.push({ type: card.closed ? "archive" : "restore", at });
  const list = lists.get(card.idList);
  if (list?.isArchived && !card.closed) {
    complete.push({ type: "archive", at: Math.max(list.archivedAt ?? at, complete.at(-1)?.at ?? 0) });
    notes.onArchivedLists++;
  }
  return complete;
}

function toCard(
  card: TrelloCard | undefined,
  name: string,
  replayed: ReturnType<typeof replay>,
): HistoryCard {
  return {
    ...plainCard(card?.name || name, replayed.steps),
    number: card?.idShort ?? null,
    description: card?.desc ?? "",
    dueOn: card?.due ? card.due.slice(0, 10) : null,
    labelKeys: card?.labels.map(({ id }) => id) ?? [],
    isArchived: replayed.isArchived,
    isDeleted: replayed.isDeleted || card === undefined,
  };
}

function parse(text: string): TrelloBoard {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DomainError("invalid", { errors: [{ path: "file", message: "The file is not valid JSON." }] });
  }
  const parsed = trelloBoard.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") || "the top";
  throw new DomainError("invalid", {
    errors: [
      {
        path: "file",
        message: `This is not the JSON export of a Trello board: at ${where}, ${issue?.message}.`,
      },
    ],
  });
}

function planColumns(
  lists: readonly ListFacts[],
  mapping: ImportMapping | undefined,
): Columns & { order: string[] } {
  const isNamed = (list: ListFacts, names: readonly string[] | undefined) => {
    const own = cleanLine(list.name);
    return names?.some((name) => name === own || name === list.id || name === `list:${own}`) ?? false;
  };
  const gone = new Set(lists.filter((list) => isNamed(list, mapping?.deleted)).map(({ id }) => id));
  const open = lists.filter(({ id, isArchived }) => !gone.has(id) && !isArchived);
  const kindOf = new Map<string, ColumnKind>();
  const place = new Map<string, number>();
  for (const list of lists.filter(({ id }) => !gone.has(id))) {
    const mapped =
      mapping?.columns?.findIndex((column) => isNamed(list, [column.name, ...(column.activities ?? [])])) ??
      -1;
    const index = open.indexOf(list);
    kindOf.set(
      list.id,
      mapping?.columns?.[mapped]?.kind ??
        guessKind(list.name, index < 0 ? 1 : index, Math.max(open.length, 3)),
    );
    place.set(list.id, mapped >= 0 ? mapped : lists.length + lists.indexOf(list));
  }
  if (!mapping?.columns && open.length > 0 && !open.some(({ id }) => kindOf.get(id) === "done")) {
    kindOf.set(open.at(-1)?.id ?? "", "done");
  }
  const order = [...kindOf.keys()].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  return { kindOf, gone, order };
}

function reportDropped(board: TrelloBoard, notes: Notes): Dropped[] {
  const count = (of: (card: TrelloCard) => number) => board.cards.reduce((sum, card) => sum + of(card), 0);
  const comments = board.actions.filter(({ type }) => type === "commentCard").length;
  return [
    { what: "comments", count: comments, why: "Comments do not come in yet." },
    {
      what: "assignments to people",
      count: count((card) => card.idMembers.length),
      why: "People of Trello are not people of this team.",
    },
    {
      what: "attachments",
      count: count((card) => card.attachments.length),
      why: "Files are not part of the export.",
    },
    {
      what: "checklists",
      count: count((card) => card.idChecklists.length),
      why: "Checklists do not come in yet.",
    },
    {
      what: "creation times",
      count: notes.withoutCreation,
      why: "The export does not say how these cards came: the time in their id, and their first known list, are taken.",
    },
    {
      what: "missing moves",
      count: notes.corrected,
      why: "The actions do not lead to where the export has these cards: one step at their last activity was added.",
    },
    {
      what: "cards on archived lists",
      count: notes.onArchivedLists,
      why: "They are archived here, since an archived column holds no cards.",
    },
    {
      what: "older history",
      count: board.actions.length >= exportedActions ? 1 : 0,
      why: `Trello exports the newest ${exportedActions} actions; what happened before is not in the file.`,
    },
  ].filter(({ count: times }) => times > 0);
}

/**
 * A board's history from Trello's JSON export. Moves are rebuilt from the actions, oldest first; lists and cards are
 * followed by id, so that renamed lists stay one column. Where the actions and the present state disagree, the present
 * state wins and the difference is reported. Throws `invalid`.
 */
export function parseTrello(
  text: string,
  options: {
    boardName: string | undefined;
    timeZone: string;
    mapping: ImportMapping | undefined;
    now: number;
  },
): ParsedImport {
  const board = parse(text);
  const actions = [...board.actions].reverse().sort((a, b) => Date.parse(a.date) - Date.parse(b.date));
  const lists = readLists(board, actions);
  const listById = new Map(lists.map((list) => [list.id, list]));
  const columns = planColumns(lists, options.mapping);
  const lastAction = actions.length > 0 ? Date.parse(actions.at(-1)?.date ?? "") : options.now;
  if (lastAction > options.now) {
    throw new DomainError("invalid", {
      errors: [
        {
          path: "file",
          message: `The export holds an action of ${actions.at(-1)?.date}, which is in the future.`,
        },
      ],
    });
  }

  const events = new Map<string, CardEvent[]>();
  const names = new Map<string, string>();
  for (const action of actions) {
    const cardId = action.data.card?.id;
    const event = readCardEvent(action);
    if (cardId && action.data.card?.name) names.set(cardId, action.data.card.name);
    if (cardId && event) events.set(cardId, [...(events.get(cardId) ?? []), event]);
  }

  const notes: Notes = { withoutCreation: 0, corrected: 0, onArchivedLists: 0 };
  const present = new Map(board.cards.map((card) => [card.id, card]));
  const cardIds = new Set([...events.keys(), ...present.keys()]);
  const cards = [...cardIds].flatMap((cardId) => {
    const card = present.get(cardId);
    const own = events.get(cardId) ?? [];
    const complete = card ? reconcile(own, card, listById, lastAction, notes) : own;
    const replayed = replay(complete, columns);
    return replayed.steps.length > 0 ? [toCard(card, names.get(cardId) ?? "", replayed)] : [];
  });
  cards.sort((a, b) => (a.steps[0]?.at ?? 0) - (b.steps[0]?.at ?? 0));

  const labels = new Map(
    board.cards.flatMap((card) => card.labels.map((label) => [label.id, label] as const)),
  );
  const moves = new Map<string, number>();
  for (const { columnKey } of cards.flatMap(({ steps }) => steps)) {
    if (columnKey !== null) moves.set(columnKey, (moves.get(columnKey) ?? 0) + 1);
  }
  return {
    history: {
      name: options.boardName ?? board.name,
      key: null,
      timeZone: options.timeZone,
      columns: columns.order
        .filter((id) => !listById.get(id)?.isArchived || moves.has(id))
        .map((id) => ({
          key: id,
          name: listById.get(id)?.name ?? "",
          kind: columns.kindOf.get(id) ?? "backlog",
          isArchived: listById.get(id)?.isArchived ?? true,
        })),
      labels: [...labels.values()].map(({ id, name, color }) => ({
        key: id,
        name: name || color || "Label",
        colour: color ?? "",
      })),
      cards,
      limits: [],
    },
    activitiesOf: new Map(lists.map(({ id, name }) => [id, [name]])),
    activities: lists.map(({ id, name }) => ({ name, count: moves.get(id) ?? 0 })),
    headers: [],
    mapping: { case: null, activity: null, time: null },
    dropped: reportDropped(board, notes),
  };
}
