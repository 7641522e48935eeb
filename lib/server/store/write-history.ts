import "server-only";
import { v7 as uuidv7 } from "uuid";
import { keysBetween, type OrderKey } from "@/lib/domain/order-key";
import { db } from "../db/transaction";
import type { BoardHistory, HistoryCard } from "../exchange/board-history";
import { type ColumnLimit, writeLimitLedger } from "./write-limit-ledger";

/** Rows per statement: few round trips, and no statement that grows with the file. */
const batchSize = 2_000;

type NewHistory = { boardId: string; actorId: string | null };

type PlacedCard = HistoryCard & { id: string; number: number; position: string };

async function inBatches<T>(rows: readonly T[], write: (json: string) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += batchSize) {
    await write(JSON.stringify(rows.slice(start, start + batchSize)));
  }
}

const toIso = (at: number) => new Date(at).toISOString();

/** Column in which a card stands or stood last, for its place among the others. */
function lastColumnOf(card: HistoryCard): string {
  return card.steps.findLast((step) => step.columnKey !== null)?.columnKey ?? "";
}

/** By the place that the file gives, then by who came first. */
function comparePlaces(a: HistoryCard, b: HistoryCard): number {
  const [one, other] = [a.place ?? Number.MAX_SAFE_INTEGER, b.place ?? Number.MAX_SAFE_INTEGER];
  return one - other || (a.steps.at(-1)?.at ?? 0) - (b.steps.at(-1)?.at ?? 0);
}

/** Ids, numbers, and places: within a column, who came last stands last, unless the file says otherwise. */
function placeCards(cards: readonly HistoryCard[]): PlacedCard[] {
  const numbers = cards.map((card) => card.number);
  const isNumbered = numbers.every((number) => number !== null) && new Set(numbers).size === cards.length;
  const placed = cards.map((card, index) => ({
    ...card,
    id: uuidv7(),
    number: isNumbered && card.number !== null ? card.number : index + 1,
    position: "",
  }));
  const byColumn = new Map<string, PlacedCard[]>();
  for (const card of placed) {
    const key = lastColumnOf(card);
    const known = byColumn.get(key);
    if (known) known.push(card);
    else byColumn.set(key, [card]);
  }
  for (const column of byColumn.values()) {
    column.sort(comparePlaces);
    const keys: OrderKey[] = keysBetween(null, null, column.length);
    column.forEach((card, index) => {
      card.position = keys[index] ?? "";
    });
  }
  return placed;
}

/**
 * Writes a board's columns, labels, cards, log and limits into an empty board; part of the caller's transaction.
 * Returns how many cards and transitions were written.
 *
 * History is not judged by limits, since they are written last; a limit may start out exceeded and then drains.
 */
export async function writeHistory(
  history: BoardHistory,
  target: NewHistory,
): Promise<{ cards: number; transitions: number }> {
  const { boardId, actorId } = target;
  const columnIds = new Map(history.columns.map(({ key }) => [key, uuidv7()]));
  const idOf = (columnKey: string | null) => (columnKey === null ? null : (columnIds.get(columnKey) ?? null));
  const cards = placeCards(history.cards);

  await writeColumns(history, boardId, columnIds);
  const labelIds = await writeLabels(history, boardId);
  await writeCards(cards, target, idOf);
  await inBatches(
    cards.flatMap((card) =>
      [...new Set(card.labelKeys.map((key) => labelIds.get(key)))].map((labelId) => ({
        card_id: card.id,
        label_id: labelId,
      })),
    ),
    (rows) => db().$executeRaw`
      INSERT INTO card_label (board_id, card_id, label_id)
      SELECT ${boardId}::uuid, r.card_id, r.label_id
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(card_id uuid, label_id uuid)`,
  );
  await inBatches(
    cards.filter(({ isBeginningUnknown }) => isBeginningUnknown).map(({ id }) => ({ card_id: id })),
    (rows) => db().$executeRaw`
      INSERT INTO unknown_beginning (card_id, board_id)
      SELECT r.card_id, ${boardId}::uuid FROM jsonb_to_recordset(${rows}::jsonb) AS r(card_id uuid)`,
  );
  const steps = cards.flatMap((card) =>
    card.steps.map((step, index) => ({
      card_id: card.id,
      seq: index + 1,
      from_column_id: idOf(card.steps[index - 1]?.columnKey ?? null),
      to_column_id: idOf(step.columnKey),
      at: toIso(step.at),
      overridden: step.override !== undefined,
    })),
  );
  await inBatches(
    steps,
    (rows) => db().$executeRaw`
      INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, actor_id, at,
        overridden)
      SELECT ${boardId}::uuid, r.card_id, r.seq, r.from_column_id, r.to_column_id, k.kind, NULL, r.at, r.overridden
      FROM jsonb_to_recordset(${rows}::jsonb)
        AS r(card_id uuid, seq int, from_column_id uuid, to_column_id uuid, at timestamptz,
          overridden boolean)
      LEFT JOIN board_column k ON k.id = r.to_column_id
      ORDER BY r.at, r.card_id, r.seq`,
  );
  await writeBlocks(cards, boardId);
  const limits = await writeLimits(history, boardId, actorId, columnIds);
  await writeLimitLedger(cards, limits, target);
  await db().$executeRaw`SELECT project_board(${boardId}::uuid)`;
  await db().$executeRaw`SELECT write_placements(${boardId}::uuid)`;
  await db().$executeRaw`SELECT write_limit_entries(${boardId}::uuid)`;
  return { cards: cards.length, transitions: steps.length };
}

async function writeColumns(
  history: BoardHistory,
  boardId: string,
  columnIds: ReadonlyMap<string, string>,
): Promise<void> {
  await db().column.createMany({
    data: history.columns.map(({ key, name, kind, isArchived }, position) => ({
      id: columnIds.get(key) ?? uuidv7(),
      boardId,
      name,
      kind,
      position,
      archivedAt: isArchived ? new Date() : null,
    })),
  });
}

/** Labels of one name are one label here. */
async function writeLabels(history: BoardHistory, boardId: string): Promise<Map<string, string>> {
  const byName = new Map(
    history.labels.map((label) => [
      label.name,
      { id: uuidv7(), boardId, name: label.name, colour: label.colour },
    ]),
  );
  await db().label.createMany({ data: [...byName.values()] });
  return new Map(history.labels.map(({ key, name }) => [key, byName.get(name)?.id ?? ""]));
}

async function writeCards(
  cards: readonly PlacedCard[],
  { boardId, actorId }: NewHistory,
  idOf: (columnKey: string | null) => string | null,
): Promise<void> {
  const rows = cards.map((card) => {
    const first = card.steps[0];
    const last = card.steps.at(-1);
    const isGone = last?.columnKey === null;
    const openBlock = card.blocks.find((block) => block.to === null);
    return {
      id: card.id,
      number: card.number,
      title: card.title,
      description: card.description,
      type: card.type,
      column_id: idOf(last?.columnKey ?? null),
      position: card.position,
      class_of_service: card.classOfService,
      due_on: card.dueOn,
      blocked_at: openBlock ? toIso(openBlock.from) : null,
      created_at: toIso(first?.at ?? 0),
      entered_column_at: toIso(last?.at ?? 0),
      archived_at: isGone || card.isArchived ? toIso(last?.at ?? 0) : null,
      deleted_at: isGone && card.isDeleted ? toIso(last?.at ?? 0) : null,
      last_seq: card.steps.length,
    };
  });
  await inBatches(
    rows,
    (json) => db().$executeRaw`
      INSERT INTO card (id, board_id, number, title, description, type, column_id, position, class_of_service, due_on,
        blocked_at, created_by_id, created_at, updated_at, entered_column_at, archived_at, deleted_at, last_seq)
      SELECT r.id, ${boardId}::uuid, r.number, r.title, r.description, r.type, r.column_id, r.position,
        r.class_of_service, r.due_on, r.blocked_at, ${actorId}::uuid, r.created_at, clock_timestamp(),
        r.entered_column_at, r.archived_at, r.deleted_at, r.last_seq
      FROM jsonb_to_recordset(${json}::jsonb) AS r(id uuid, number int, title text, description text, type text,
        column_id uuid, position text, class_of_service text, due_on date, blocked_at timestamptz, created_at timestamptz,
        entered_column_at timestamptz, archived_at timestamptz, deleted_at timestamptz, last_seq int)`,
  );
  const highest = cards.reduce((most, card) => Math.max(most, card.number), 0);
  await db().board.update({ where: { id: boardId }, data: { nextCardNumber: highest + 1 } });
}

async function writeBlocks(cards: readonly PlacedCard[], boardId: string): Promise<void> {
  await inBatches(
    cards.flatMap((card) =>
      card.blocks.map((block) => ({
        card_id: card.id,
        reason: block.reason,
        category: block.category,
        blocked_at: toIso(block.from),
        unblocked_at: block.to === null ? null : toIso(block.to),
      })),
    ),
    (rows) => db().$executeRaw`
      INSERT INTO card_block (board_id, card_id, reason, category, blocked_at, unblocked_at)
      SELECT ${boardId}::uuid, r.card_id, r.reason, r.category, r.blocked_at, r.unblocked_at
      FROM jsonb_to_recordset(${rows}::jsonb)
        AS r(card_id uuid, reason text, category text, blocked_at timestamptz, unblocked_at timestamptz)`,
  );
}

/**
 * Each limit as it was first, then every change of it, so that the database records its dated history. Returns those of
 * a single column, by its key.
 */
async function writeLimits(
  history: BoardHistory,
  boardId: string,
  actorId: string | null,
  columnIds: ReadonlyMap<string, string>,
): Promise<Map<string, ColumnLimit>> {
  const ofColumns = new Map<string, ColumnLimit>();
  for (const { columnKeys, mode, changes } of history.limits) {
    const [first, ...later] = changes;
    if (!first) continue;
    const id = uuidv7();
    const [onlyKey, another] = columnKeys;
    if (onlyKey !== undefined && another === undefined) ofColumns.set(onlyKey, { id, mode });
    const at = new Date(first.at);
    const ids = columnKeys.map((key) => columnIds.get(key)).filter((one): one is string => one !== undefined);
    await db().wipLimit.create({
      data: {
        id,
        boardId,
        max: first.max,
        mode,
        columnIds: ids,
        createdAt: at,
        changedAt: at,
        changedById: actorId,
        changedWhy: first.why,
      },
    });
    for (const change of later) {
      await db().wipLimit.update({
        where: { id },
        data: {
          max: change.max,
          changedAt: new Date(change.at),
          changedById: actorId,
          changedWhy: change.why,
        },
      });
    }
  }
  return ofColumns;
}
