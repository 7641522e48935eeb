import "server-only";
import type { Step } from "@/lib/flow/timeline";
import { getPool } from "../db/client";
import { type CardFilter, isWanted, valuesOf } from "./card-filter";

/** A card and all its steps, in order. */
export type CardPath = { cardId: string; steps: Step[] };

/** Cards that were done or gone for good before an instant, so that nothing after it can depend on them. */
export type SettledCards = { cards: number; started: number; finished: number; firstAt: number | null };

/** Microseconds from 1970 to 2000, from which PostgreSQL counts. */
const epochMs = 946_684_800_000;

const idBytes = 16;
const headBytes = idBytes + 8;
const stepBytes = 10;

const isSettled = `c.entered_column_at < $7 AND (c.column_id IS NULL OR c.finished_at IS NOT NULL)`;

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

function readSteps(bytes: Buffer, from: number, to: number, columnIds: readonly (string | null)[]): Step[] {
  const steps: Step[] = [];
  for (let offset = from; offset < to; offset += stepBytes) {
    steps.push({
      toColumnId: columnIds[bytes.readInt16BE(offset)] ?? null,
      at: readInstant(bytes, offset + 2),
    });
  }
  return steps;
}

/** Paths in one piece: per row of card_path its card, part and length, then its steps. */
function unpack(bytes: Buffer, columnIds: readonly (string | null)[]): CardPath[] {
  const paths: CardPath[] = [];
  const long = new Map<string, Step[][]>();
  for (let offset = 0; offset < bytes.length; ) {
    const part = bytes.readInt32BE(offset + idBytes);
    const end = offset + headBytes + bytes.readInt32BE(offset + idBytes + 4);
    const cardId = readId(bytes, offset);
    const steps = readSteps(bytes, offset + headBytes, end, columnIds);
    if (part === 0) paths.push({ cardId, steps });
    else {
      const parts = long.get(cardId) ?? [];
      parts[part] = steps;
      long.set(cardId, parts);
    }
    offset = end;
  }
  if (long.size > 0) {
    for (const path of paths) {
      const parts = long.get(path.cardId);
      if (parts) path.steps = path.steps.concat(...parts.slice(1));
    }
  }
  return paths;
}

/**
 * The paths of the wanted cards that were not settled before an instant (epoch ms); all of them for -Infinity, and those
 * of open cards alone for Infinity.
 */
export async function readPaths(boardId: string, filter: CardFilter, since: number): Promise<CardPath[]> {
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

/** What is known of a settled card without its path; instants in epoch ms. */
export type SettledMarks = {
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  /** Its last step. */
  settledAt: number;
};

const markBytes = 32;

/** The marks of the cards that `readPaths` leaves out, for figures that look over all of history. */
export async function readSettledMarks(
  boardId: string,
  filter: CardFilter,
  since: number,
): Promise<SettledMarks[]> {
  const { rows } = await getPool().query<{ marks: string | null }>(
    `SELECT encode(string_agg(timestamptz_send(c.created_at)
       || timestamptz_send(coalesce(c.started_at, 'infinity')) || timestamptz_send(coalesce(c.finished_at, 'infinity'))
       || timestamptz_send(c.entered_column_at), ''), 'base64') AS marks
     FROM card c WHERE c.board_id = $1 AND ${isWanted} AND ${isSettled}`,
    [...valuesOf(boardId, filter), sinceOf(since)],
  );
  const bytes = Buffer.from(rows[0]?.marks ?? "", "base64");
  const markAt = (offset: number) =>
    bytes.readInt32BE(offset) === 0x7fff_ffff ? null : readInstant(bytes, offset);
  return Array.from({ length: bytes.length / markBytes }, (_, index) => {
    const offset = index * markBytes;
    return {
      createdAt: readInstant(bytes, offset),
      startedAt: markAt(offset + 8),
      finishedAt: markAt(offset + 16),
      settledAt: readInstant(bytes, offset + 24),
    };
  });
}
