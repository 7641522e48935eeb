import "server-only";
import type { StepLog } from "@/lib/flow/step-log";
import type { CardMarks } from "@/lib/flow/timeline";
import { getPool } from "../db/client";
import { type CardFilter, isWanted, valuesOf } from "./card-filter";

/** Cards that were done or gone for good before an instant, so that nothing after it can depend on them. */
export type SettledCards = { cards: number; started: number; finished: number; firstAt: number | null };

/** Microseconds from 1970 to 2000, from which PostgreSQL counts. */
const epochMs = 946_684_800_000;

const idBytes = 16;
const headBytes = idBytes + 8;
const stepBytes = 10;

const isSettled = `c.entered_column_at < $8 AND (c.column_id IS NULL OR c.finished_at IS NOT NULL)`;

function sinceOf(since: number): string {
  if (Number.isFinite(since)) return new Date(since).toISOString();
  return since < 0 ? "-infinity" : "infinity";
}

async function readColumnIds(boardId: string): Promise<(string | null)[]> {
  const { rows } = await getPool().query<{ id: string; number: number }>(
    "SELECT id, number FROM board_column WHERE board_id = $1",
    [boardId],
  );
  const ids: (string | null)[] = [null];
  for (const { id, number } of rows) ids[number] = id;
  return ids;
}

function readId(bytes: Buffer, offset: number): string {
  const hex = bytes.toString("hex", offset, offset + idBytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function readInstant(bytes: Buffer, offset: number): number {
  const micros = bytes.readInt32BE(offset) * 4_294_967_296 + bytes.readUInt32BE(offset + 4);
  return Math.round(micros / 1000) + epochMs;
}

const partAt = (bytes: Buffer, row: number) => bytes.readInt32BE(row + idBytes);
const stepsEnd = (bytes: Buffer, row: number) => row + headBytes + bytes.readInt32BE(row + idBytes + 4);

/** Where the rows begin, those of a card one after the other in order of their parts. Few cards have more than one. */
function findRows(bytes: Buffer): number[] {
  const firstParts: number[] = [];
  const laterParts = new Map<string, number[]>();
  for (let row = 0; row < bytes.length; row = stepsEnd(bytes, row)) {
    const part = partAt(bytes, row);
    if (part === 0) {
      firstParts.push(row);
      continue;
    }
    const id = readId(bytes, row);
    const ofCard = laterParts.get(id) ?? [];
    ofCard[part - 1] = row;
    laterParts.set(id, ofCard);
  }
  if (laterParts.size === 0) return firstParts;
  return firstParts.flatMap((row) => [row, ...(laterParts.get(readId(bytes, row)) ?? [])]);
}

/** Paths in one piece: per row of card_path its card, part and length, then its steps. */
function unpack(bytes: Buffer, columnIds: readonly (string | null)[]): StepLog {
  const rows = findRows(bytes);
  const columns = new Uint16Array((bytes.length - rows.length * headBytes) / stepBytes);
  const instants = new Float64Array(columns.length);
  const cardRows: number[] = [];
  const firsts: number[] = [];
  let step = 0;
  for (const row of rows) {
    if (partAt(bytes, row) === 0) {
      cardRows.push(row);
      firsts.push(step);
    }
    const end = stepsEnd(bytes, row);
    for (let offset = row + headBytes; offset < end; offset += stepBytes) {
      columns[step] = bytes.readInt16BE(offset);
      instants[step] = readInstant(bytes, offset + 2);
      step++;
    }
  }
  const cardIdOf = (card: number) => readId(bytes, cardRows[card] ?? 0);
  return { cardIdOf, firsts: Int32Array.from([...firsts, step]), columns, instants, columnIds };
}

/**
 * The steps of the wanted cards that were not settled before an instant (epoch ms); of all of them for -Infinity, and of
 * open cards alone for Infinity.
 */
export async function readPaths(boardId: string, filter: CardFilter, since: number): Promise<StepLog> {
  const [columnIds, { rows }] = await Promise.all([
    readColumnIds(boardId),
    // As one value: a row of its own for each card would cost more than all else together.
    getPool().query<{ paths: string | null }>(
      `SELECT encode(string_agg(
         uuid_send(p.card_id) || int4send(p.part) || int4send(length(p.steps)) || p.steps, ''), 'base64') AS paths
       FROM card c JOIN card_path p ON p.card_id = c.id
       WHERE c.board_id = $1 AND ${isWanted} AND NOT (${isSettled})`,
      [...valuesOf(boardId, filter), sinceOf(since)],
    ),
  ]);
  return unpack(Buffer.from(rows[0]?.paths ?? "", "base64"), columnIds);
}

/** How many wanted cards `readPaths` leaves out, and when the first of them came. */
export async function countSettled(
  boardId: string,
  filter: CardFilter,
  since: number,
): Promise<SettledCards> {
  const { rows } = await getPool().query<Omit<SettledCards, "firstAt"> & { firstAt: Date | null }>(
    `SELECT count(*)::int AS cards, count(c.started_at)::int AS started, count(c.finished_at)::int AS finished,
       min(c.created_at) AS "firstAt"
     FROM card c WHERE c.board_id = $1 AND ${isWanted} AND ${isSettled}`,
    [...valuesOf(boardId, filter), sinceOf(since)],
  );
  const { cards = 0, started = 0, finished = 0, firstAt = null } = rows[0] ?? {};
  return { cards, started, finished, firstAt: firstAt?.getTime() ?? null };
}

const markBytes = 24;

/** The marks of the cards that `readPaths` leaves out, nameless, for figures that look over all of history. */
export async function readSettledMarks(
  boardId: string,
  filter: CardFilter,
  since: number,
): Promise<CardMarks[]> {
  const { rows } = await getPool().query<{ marks: string | null }>(
    `SELECT encode(string_agg(timestamptz_send(c.created_at)
       || timestamptz_send(coalesce(c.started_at, 'infinity')) || timestamptz_send(coalesce(c.finished_at, 'infinity')),
       ''), 'base64') AS marks
     FROM card c WHERE c.board_id = $1 AND ${isWanted} AND ${isSettled}`,
    [...valuesOf(boardId, filter), sinceOf(since)],
  );
  const bytes = Buffer.from(rows[0]?.marks ?? "", "base64");
  const markAt = (offset: number) =>
    bytes.readInt32BE(offset) === 0x7fff_ffff ? null : readInstant(bytes, offset);
  return Array.from({ length: bytes.length / markBytes }, (_, index) => {
    const offset = index * markBytes;
    return {
      cardId: "",
      columnId: null,
      createdAt: readInstant(bytes, offset),
      startedAt: markAt(offset + 8),
      finishedAt: markAt(offset + 16),
    };
  });
}
