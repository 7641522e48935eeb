import type { ImportMapping } from "@/lib/contracts/import";
import {
  type BoardHistory,
  type HistoryCard,
  type HistoryColumn,
  plainCard,
} from "@/lib/domain/board-history";
import { createCalendar } from "@/lib/flow/calendar/calendar";
import type { ParsedImport } from "./event-log";
import { asInstant } from "./loose-values";
import { toLabelColour } from "./trello-colours";
import { type ColumnPlan, type ListFacts, planColumns, readLists, toName } from "./trello-columns";
import {
  parseTrelloFile,
  type TrelloAction,
  type TrelloCard,
  type TrelloFile,
  type TrelloLabel,
} from "./trello-file";
import { type EventFate, reportTrelloLosses } from "./trello-losses";
import { type CardEvent, type CardLife, readCardEvent, replayCard, type Surroundings } from "./trello-moves";

type Options = {
  boardName: string | undefined;
  timeZone: string;
  mapping: ImportMapping | undefined;
  now: number;
};

/** What the actions tell of one card. */
type Told = { events: { event: CardEvent; action: TrelloAction }[]; name: string; number: number | null };

type CardOfFile = { id: string; card: TrelloCard | undefined; told: Told; life: CardLife };

function readTold({ actions }: TrelloFile): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const action of actions) {
    const { card } = action;
    if (!card) continue;
    const known = told.get(card.id) ?? { events: [], name: "", number: null };
    told.set(card.id, known);
    known.name = card.name ?? known.name;
    known.number = card.number ?? known.number;
    const event = readCardEvent(action);
    if (event) known.events.push({ event, action });
  }
  return told;
}

function readLives(file: TrelloFile, lists: readonly ListFacts[], plan: ColumnPlan): CardOfFile[] {
  const told = readTold(file);
  const around: Surroundings = {
    keyOf: plan.keyOf,
    kindOf: plan.kindOf,
    archivedLists: new Map(
      lists.filter(({ isArchived }) => isArchived).map(({ id, archivedAt }) => [id, archivedAt]),
    ),
    firstAt: file.actions[0]?.at ?? file.exportedAt,
    exportedAt: file.exportedAt,
  };
  const ids = new Set([...file.cards.keys(), ...told.keys()]);
  return [...ids].map((id) => {
    const card = file.cards.get(id);
    const ofCard = told.get(id) ?? { events: [], name: "", number: null };
    const life = replayCard(
      id,
      card,
      ofCard.events.map(({ event }) => event),
      around,
    );
    return { id, card, told: ofCard, life };
  });
}

const titleOf = ({ card, told }: Pick<CardOfFile, "card" | "told">) => card?.name || told.name;

/** A due day in the zone of the board; null for what is no date. */
function dueReader(timeZone: string): (due: string) => string | null {
  const calendar = createCalendar(timeZone);
  return (due) => {
    if (/^\d{4}-\d\d-\d\d$/.test(due)) return due;
    const at = asInstant(due);
    return at === null ? null : calendar.toText(calendar.dayOf(at));
  };
}

/** A number for each card, in the order of the cards: its own where that is free, else the next one after all of them. */
function numberCards(cards: readonly CardOfFile[]): Map<string, number> {
  const taken = new Set<number>();
  const numbers = new Map<string, number>();
  for (const { id, card, told } of cards) {
    const number = card ? card.number : told.number;
    if (number === null || taken.has(number)) continue;
    taken.add(number);
    numbers.set(id, number);
  }
  let next = [...taken].reduce((max, number) => Math.max(max, number), 0) + 1;
  for (const { id } of cards) if (!numbers.has(id)) numbers.set(id, next++);
  return numbers;
}

/** The place of each card among all, by its list and its place in it. */
function placeCards(file: TrelloFile): Map<string, number> {
  const lists = new Map(file.lists.map(({ id }, index) => [id, index]));
  const placed = [...file.cards.values()].flatMap(({ id, listId, position }) =>
    position === null ? [] : [{ id, list: lists.get(listId ?? "") ?? lists.size, position }],
  );
  placed.sort((a, b) => a.list - b.list || a.position - b.position);
  return new Map(placed.map(({ id }, place) => [id, place]));
}

function chooseLabels(file: TrelloFile): TrelloLabel[] {
  const used = new Set([...file.cards.values()].flatMap(({ labelIds }) => labelIds));
  return [...file.labels.values()].filter(({ id, name }) => name !== "" || used.has(id));
}

/** What became of each action that tells where a card was. */
function judgeEvents(cards: readonly CardOfFile[], plan: ColumnPlan): Map<TrelloAction, EventFate> {
  const fates = new Map<TrelloAction, EventFate>();
  for (const { told, life } of cards) {
    const instants = new Set(life.steps.map(({ at }) => at));
    const firstAt = life.steps[0]?.at ?? Number.POSITIVE_INFINITY;
    for (const { event, action } of told.events) {
      if (instants.has(event.at)) fates.set(action, "kept");
      else if (life.hasGap && event.at < firstAt) fates.set(action, "beforeGap");
      else if (event.type === "delete") fates.set(action, "deletions");
      else if (event.type === "enter") fates.set(action, "sameColumn");
      else {
        const key = event.listId === null ? null : plan.keyOf.get(event.listId);
        const isDone = typeof key === "string" && plan.kindOf.get(key) === "done";
        fates.set(action, isDone || life.isArchived ? "doneArchiving" : "sameColumn");
      }
    }
  }
  return fates;
}

function countVisits(cards: readonly HistoryCard[]): Map<string, number> {
  const visits = new Map<string, number>();
  for (const { steps } of cards) {
    for (const { columnKey } of steps) {
      if (columnKey !== null) visits.set(columnKey, (visits.get(columnKey) ?? 0) + 1);
    }
  }
  return visits;
}

/** What a mapping calls each list: its name, or its id where another has the same name. */
function nameLists(lists: readonly ListFacts[]): Map<string, string> {
  const times = new Map<string, number>();
  for (const { name } of lists) times.set(toName(name), (times.get(toName(name)) ?? 0) + 1);
  return new Map(
    lists.map(({ id, name }) => [id, times.get(toName(name)) === 1 && toName(name) ? toName(name) : id]),
  );
}

/** What the column of each list is called: null for a list that is left out, undefined for an empty one. */
function nameColumns(
  lists: readonly ListFacts[],
  plan: ColumnPlan,
  columns: readonly HistoryColumn[],
): Map<string, string | null | undefined> {
  const names = new Map(columns.map(({ key, name }) => [key, name]));
  return new Map(
    lists.map(({ id }) => {
      const key = plan.keyOf.get(id) ?? null;
      return [id, key === null ? null : names.get(key)];
    }),
  );
}

/** The lists that mean each column, by the names by which a mapping knows them. */
function listsByColumn(called: ReadonlyMap<string, string>, plan: ColumnPlan): Map<string, string[]> {
  const lists = new Map<string, string[]>(plan.columns.map(({ key }) => [key, []]));
  for (const [id, name] of called) lists.get(plan.keyOf.get(id) ?? "")?.push(name);
  return lists;
}

/**
 * A board's history from Trello's JSON export. Moves are rebuilt from the actions, oldest first; lists and cards are
 * followed by id, so that renamed lists stay one column. Where the actions and the present state disagree, the present
 * state wins. Everything that does not come in is reported. Throws `invalid` for what is no export of a board.
 */
export function parseTrello(text: string, options: Options): ParsedImport {
  const file = parseTrelloFile(text, options.now);
  const lists = readLists(file);
  const plan = planColumns(lists, options.mapping);
  const lives = readLives(file, lists, plan);
  const present = lives.filter(({ life }) => life.steps.length > 0);
  present.sort((a, b) => (a.life.steps[0]?.at ?? 0) - (b.life.steps[0]?.at ?? 0));
  const numbers = numberCards(present);
  const places = placeCards(file);
  const labels = chooseLabels(file);
  const labelIds = new Set(labels.map(({ id }) => id));
  const readDue = dueReader(options.timeZone);
  const toCard = ({ id, card, told, life }: CardOfFile): HistoryCard => ({
    ...plainCard(titleOf({ card, told }), life.steps),
    number: numbers.get(id) ?? null,
    description: card?.description ?? "",
    dueOn: readDue(card?.due ?? ""),
    labelKeys: card?.labelIds.filter((label) => labelIds.has(label)) ?? [],
    place: places.get(id),
    isArchived: life.isArchived,
    isDeleted: life.isDeleted,
    isBeginningUnknown: life.isBeginningUnknown,
  });
  const cards = present.map(toCard);
  const visits = countVisits(cards);
  const columns = plan.columns.filter(({ key, isArchived }) => !isArchived || visits.has(key));
  const history: BoardHistory = {
    name: options.boardName ?? file.name ?? "Trello board",
    key: null,
    timeZone: options.timeZone,
    columns,
    labels: labels.map(({ id, name, colour }) => ({
      key: id,
      name: name || colour || "Label",
      colour: toLabelColour(colour),
    })),
    cards,
    limits: [],
  };
  const called = nameLists(lists);
  return {
    history,
    activitiesOf: listsByColumn(called, plan),
    activities: [...called].map(([id, name]) => ({ name, count: visits.get(plan.keyOf.get(id) ?? "") ?? 0 })),
    headers: [],
    mapping: { case: null, activity: null, time: null },
    deleted: options.mapping?.deleted ?? [],
    fields: {
      ...(history.name === file.name && { board: "name" }),
      column: "lists[].name",
      title: "cards[].name",
      description: "cards[].desc",
      due: "cards[].due",
    },
    dropped: reportTrelloLosses({
      file,
      boardName: history.name,
      cards: new Map(
        present.map((one) => [one.id, { title: titleOf(one), number: numbers.get(one.id) ?? null }]),
      ),
      columnNames: nameColumns(lists, plan, columns),
      labels: labelIds,
      fates: judgeEvents(lives, plan),
      readDue,
      counts: {
        unknownBeginnings: present.filter(({ life }) => life.isBeginningUnknown).length,
        gaps: present.filter(({ life }) => life.hasGap).length,
        onArchivedLists: present.filter(({ life }) => life.isOnArchivedList).length,
        gone: present.filter(({ card, told }) => !card && told.events.at(-1)?.event.type !== "delete").length,
        unknownLists: lists.filter(({ name }) => name === "").length,
      },
    }).toList(),
  };
}
