import "server-only";
import type { Carried, StepLog } from "@/lib/flow/log/step-log";
import type { CardMilestones } from "@/lib/flow/log/timeline";
import { reader } from "../../db/below-prisma";
import {
  type CopiedField,
  type CopiedRows,
  copyOut,
  instantAt,
  toTimestamp,
  uuidAt,
} from "../../db/copy-out";
import { type CardOrigins, readOrigins } from "../board/card-transfers";
import { type CardFilter, isWanted, valuesOf } from "./card-filter";

/** Cards that were done or gone for good before an instant, so that nothing after it can depend on them. */
export type ClosedCards = {
  cards: number;
  started: number;
  /** Found when the log began: whether and when they started is not known. */
  found: number;
  finished: number;
  /** Finished on another board before they came. */
  finishedElsewhere: number;
  /** Went to another board unfinished. */
  departed: number;
  /** When the first of them came to this board. */
  firstAt: number | null;
};

/** What a card `c` brought, and whether it went on. */
const transfersOf = `LEFT JOIN card_transfer came ON came.card_id = c.id
  LEFT JOIN card_transfer went ON went.from_card_id = c.id`;
/** Whether a card \`c\` was found when its log began. */
const foundOf = "LEFT JOIN unknown_beginning found ON found.card_id = c.id";
const isFinishedElsewhere =
  "c.finished_at IS NOT DISTINCT FROM came.finished_at AND came.finished_at IS NOT NULL";

const stepBytes = 10;

const isClosedBefore = (instant: string) =>
  `c.entered_column_at < ${instant} AND (c.column_id IS NULL OR c.finished_at IS NOT NULL)`;

/** After the values of a filter. */
const isClosed = isClosedBefore("$8");

async function readColumnIds(boardId: string): Promise<(string | null)[]> {
  const { rows } = await reader().query<{ id: string; number: number }>(
    "SELECT id, number FROM board_column WHERE board_id = $1",
    [boardId],
  );
  const ids: (string | null)[] = [null];
  for (const { id, number } of rows) ids[number] = id;
  return ids;
}

/**
 * Steps of a card that follow one another: where its id stands, and where they begin and end. `place`: among those of the
 * card; the first is nearly always 0, and alone.
 */
type PathRow = { idAt: number; place: number; from: number; to: number };

const nowhere: CopiedField = { from: 0, to: 0 };

function readRows(copied: CopiedRows): PathRow[] {
  const rows: PathRow[] = [];
  while (copied.next()) {
    const id = copied.field() ?? nowhere;
    const place = copied.field() ?? nowhere;
    const { from, to } = copied.field() ?? nowhere;
    rows.push({ idAt: id.from, place: copied.view.getInt32(place.from), from, to });
  }
  return rows;
}

/** The last bytes of an id, by which most ids differ. */
const endOfId = (view: DataView, { idAt }: PathRow) => view.getInt32(idAt + 12);

function isOfSameCard(view: DataView, one: PathRow, other: PathRow): boolean {
  return [12, 8, 4, 0].every((at) => view.getInt32(one.idAt + at) === view.getInt32(other.idAt + at));
}

/** The rows of a card one after the other, in order of their places. Of most cards there is one, and its id is not made text. */
function inOrder(rows: PathRow[], { bytes, view }: CopiedRows): PathRow[] {
  const later = rows.filter(({ place }) => place > 0).sort((a, b) => a.place - b.place);
  if (later.length === 0) return rows;
  const laterOf = new Map<string, PathRow[]>();
  for (const row of later) {
    const id = uuidAt(bytes, row.idAt);
    laterOf.set(id, [...(laterOf.get(id) ?? []), row]);
  }
  const ends = new Set(later.map((row) => endOfId(view, row)));
  const ordered: PathRow[] = [];
  for (const row of rows) {
    if (row.place > 0) continue;
    ordered.push(row);
    if (!ends.has(endOfId(view, row))) continue;
    const id = uuidAt(bytes, row.idAt);
    ordered.push(...(laterOf.get(id) ?? []));
    laterOf.delete(id);
  }
  return [...ordered, ...[...laterOf.values()].flat()];
}

/** Ids are looked at only where there is something to place: those of all cards take longer to read than their steps. */
function placeOrigins(
  { carried, departed, found }: CardOrigins,
  cards: number,
  cardIdOf: (card: number) => string,
) {
  const placed = {
    carried: new Map<number, Carried>(),
    departed: new Set<number>(),
    found: new Set<number>(),
  };
  if (carried.size + departed.size + found.size === 0) return placed;
  for (let card = 0; card < cards; card++) {
    const id = cardIdOf(card);
    const brought = carried.get(id);
    if (brought) placed.carried.set(card, brought);
    if (departed.has(id)) placed.departed.add(card);
    if (found.has(id)) placed.found.add(card);
  }
  return placed;
}

function unpack(copied: CopiedRows, columnIds: readonly (string | null)[], origins: CardOrigins): StepLog {
  const { bytes, view } = copied;
  const rows = inOrder(readRows(copied), copied);
  const columns = new Uint16Array(rows.reduce((sum, { from, to }) => sum + (to - from) / stepBytes, 0));
  const instants = new Float64Array(columns.length);
  const idsAt: number[] = [];
  const firsts: number[] = [];
  let step = 0;
  let before: PathRow | null = null;
  for (const row of rows) {
    const { idAt, from, to } = row;
    if (before === null || !isOfSameCard(view, before, row)) {
      idsAt.push(idAt);
      firsts.push(step);
    }
    before = row;
    for (let offset = from; offset < to; offset += stepBytes) {
      columns[step] = view.getInt16(offset);
      instants[step] = instantAt(view, offset + 2);
      step++;
    }
  }
  firsts.push(step);
  const cardIdOf = (card: number) => uuidAt(bytes, idsAt[card] ?? 0);
  const placed = placeOrigins(origins, idsAt.length, cardIdOf);
  return { cardIdOf, firsts: Int32Array.from(firsts), columns, instants, columnIds, ...placed };
}

/** Whether every path of a board is asked for, so that its cards need not be looked at. */
async function isEveryCard(boardId: string, filter: CardFilter, since: number): Promise<boolean> {
  if (Object.values(filter).some((value) => value !== null)) return false;
  const { rows } = await reader().query<{ isClosed: boolean }>(
    `SELECT EXISTS (SELECT FROM card c WHERE c.board_id = $1 AND ${isClosedBefore("$2")}) AS "isClosed"`,
    [boardId, toTimestamp(since)],
  );
  return !rows[0]?.isClosed;
}

/** Paths that are projected, and what is newer, by what they are chosen by; a newer row stands behind what it goes on from. */
const pathsOf = (chosen: string) => `
  SELECT p.card_id, p.part * 2, p.steps FROM card_path p ${chosen}
  UNION ALL
  SELECT p.card_id, p.part * 2 + 1, p.steps FROM newer_card_paths($1) p ${chosen}`;

/**
 * The steps of the wanted cards that were not closed before an instant (epoch ms); of all of them for -Infinity, and of
 * open cards alone for Infinity.
 */
export async function readPaths(boardId: string, filter: CardFilter, since: number): Promise<StepLog> {
  const isEvery = await isEveryCard(boardId, filter, since);
  const ofWanted = `JOIN card c ON c.id = p.card_id WHERE c.board_id = $1 AND ${isWanted} AND NOT (${isClosed})`;
  const [columnIds, copied] = await Promise.all([
    readColumnIds(boardId),
    isEvery
      ? copyOut(pathsOf("WHERE p.board_id = $1"), [boardId])
      : copyOut(pathsOf(ofWanted), [...valuesOf(boardId, filter), toTimestamp(since)]),
  ]);
  return unpack(copied, columnIds, await readOrigins(boardId));
}

const noneClosed = { cards: 0, started: 0, found: 0, finished: 0, finishedElsewhere: 0, departed: 0 };

/** How many wanted cards `readPaths` leaves out, and when the first of them came. */
export async function countClosed(boardId: string, filter: CardFilter, since: number): Promise<ClosedCards> {
  const { rows } = await reader().query<Omit<ClosedCards, "firstAt"> & { firstAt: Date | null }>(
    `SELECT count(*)::int AS cards, count(c.started_at)::int AS started,
       count(found.card_id)::int AS found,
       count(*) FILTER (WHERE c.finished_at IS NOT NULL AND NOT (${isFinishedElsewhere}))::int AS finished,
       count(*) FILTER (WHERE ${isFinishedElsewhere})::int AS "finishedElsewhere",
       count(went.card_id) FILTER (WHERE c.finished_at IS NULL)::int AS departed,
       min(coalesce(came.at, c.created_at)) AS "firstAt"
     FROM card c ${transfersOf} ${foundOf} WHERE c.board_id = $1 AND ${isWanted} AND ${isClosed}`,
    [...valuesOf(boardId, filter), toTimestamp(since)],
  );
  const { firstAt, ...counts } = rows[0] ?? { ...noneClosed, firstAt: null };
  return { ...counts, firstAt: firstAt?.getTime() ?? null };
}

/** The milestones of the cards that `readPaths` leaves out, nameless, for figures that look over all of history. */
export async function readClosedMilestones(
  boardId: string,
  filter: CardFilter,
  since: number,
): Promise<CardMilestones[]> {
  const copied = await copyOut(
    `SELECT coalesce(came.at, c.created_at), CASE WHEN found.card_id IS NULL THEN c.created_at END, c.started_at,
       CASE WHEN NOT (${isFinishedElsewhere}) THEN c.finished_at END,
       CASE WHEN ${isFinishedElsewhere} THEN c.finished_at END
     FROM card c LEFT JOIN card_transfer came ON came.card_id = c.id ${foundOf} WHERE c.board_id = $1 AND ${isWanted} AND ${isClosed}`,
    [...valuesOf(boardId, filter), toTimestamp(since)],
  );
  const milestones: CardMilestones[] = [];
  while (copied.next()) {
    milestones.push({
      cardId: "",
      columnId: null,
      cameAt: copied.instant() ?? 0,
      createdAt: copied.instant(),
      startedAt: copied.instant(),
      finishedAt: copied.instant(),
      finishedElsewhere: copied.instant() !== null,
      foundFinished: false,
    });
  }
  return milestones;
}
