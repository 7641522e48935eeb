import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { ColumnKind } from "@/lib/domain/board";
import type { BoardHistory, HistoryCard } from "@/lib/domain/board-history";
import { keysBetween, type OrderKey } from "@/lib/domain/order-key";
import { type CopyValue, copyIn } from "../../db/copy-in";
import { db } from "../../db/transaction";
import { readPresent } from "../clock/clock";
import { type ColumnLimit, writeLimitLedger } from "./write-limit-ledger";

/** Steps per statement: between two of them, how far it is can be told. */
const stepsAtOnce = 10_000;

type NewHistory = { boardId: string; actorId: string | null; onProgress?: (share: number) => void };

/** Share of the time that writing the rows takes; the rest goes into judging and projecting them. */
const shareOfRows = 0.5;

export type PlacedCard = { card: HistoryCard; id: string; number: number; position: string };

/** Column in which a card stands or stood last, for its place among the others. */
function lastColumnOf(card: HistoryCard): string {
  return card.steps.findLast((step) => step.columnKey !== null)?.columnKey ?? "";
}

/** By the place that the file gives, then by who came first. */
function comparePositions({ card: a }: PlacedCard, { card: b }: PlacedCard): number {
  const [one, other] = [a.place ?? Number.MAX_SAFE_INTEGER, b.place ?? Number.MAX_SAFE_INTEGER];
  return one - other || (a.steps.at(-1)?.at ?? 0) - (b.steps.at(-1)?.at ?? 0);
}

/** Ids, numbers, and places: within a column, who came last stands last, unless the file says otherwise. */
function placeCards(cards: readonly HistoryCard[]): PlacedCard[] {
  const numbers = new Set(cards.map((card) => card.number));
  const isNumbered = numbers.size === cards.length && !numbers.has(null);
  const placed = cards.map((card, index) => ({
    card,
    id: uuidv7(),
    number: isNumbered && card.number !== null ? card.number : index + 1,
    position: "",
  }));
  const byColumn = new Map<string, PlacedCard[]>();
  for (const one of placed) {
    const key = lastColumnOf(one.card);
    const known = byColumn.get(key);
    if (known) known.push(one);
    else byColumn.set(key, [one]);
  }
  for (const column of byColumn.values()) {
    column.sort(comparePositions);
    const keys: OrderKey[] = keysBetween(null, null, column.length);
    column.forEach((one, index) => {
      one.position = keys[index] ?? "";
    });
  }
  return placed;
}

/**
 * Writes a board's columns, labels, cards, log and limits into a board that this transaction has just made; part of the
 * caller's transaction. Returns how many cards and transitions were written. `onProgress` is told the share that is done.
 *
 * The database judges and projects what was written once, as a whole. History is not judged by limits, since they are
 * written last; a limit may start out exceeded and then drains.
 */
export async function writeHistory(
  history: BoardHistory,
  target: NewHistory,
): Promise<{ cards: number; transitions: number }> {
  const { boardId, actorId } = target;
  const columns = new Map(history.columns.map(({ key, kind }) => [key, { id: uuidv7(), kind }]));
  const cards = placeCards(history.cards);

  await writeColumns(history, boardId, columns);
  const labelIds = await writeLabels(history, boardId);
  await writeCards(cards, target, columns);
  await copyIn("card_label", ["board_id", "card_id", "label_id"], labelRows(cards, boardId, labelIds));
  await copyIn("unknown_beginning", ["card_id", "board_id"], foundRows(cards, boardId));
  const transitions = await writeSteps(cards, target, columns);
  await copyIn(
    "card_block",
    ["board_id", "card_id", "reason", "category", "blocked_at", "unblocked_at"],
    blockRows(cards, boardId),
  );
  const limits = await writeLimits(history, boardId, actorId, columns);
  await writeLimitLedger(cards, limits, target);
  // Now rather than at the commit, which tells nobody how it goes.
  await db().$executeRaw`SET CONSTRAINTS board_judged_whole IMMEDIATE`;
  target.onProgress?.(1);
  return { cards: cards.length, transitions };
}

type ColumnFacts = { id: string; kind: ColumnKind };
type Columns = ReadonlyMap<string, ColumnFacts>;

const idOf = (columns: Columns, columnKey: string | null | undefined) =>
  columnKey == null ? null : (columns.get(columnKey)?.id ?? null);

/** The log in the order in which it came true; at one instant, in the order of cards and of each one's steps. */
async function writeSteps(
  cards: readonly PlacedCard[],
  { boardId, onProgress }: NewHistory,
  columns: Columns,
): Promise<number> {
  const count = cards.reduce((sum, { card }) => sum + card.steps.length, 0);
  const cardOf = new Uint32Array(count);
  const stepOf = new Uint32Array(count);
  const at = new Float64Array(count);
  let place = 0;
  cards.forEach(({ card }, cardIndex) => {
    card.steps.forEach((step, stepIndex) => {
      cardOf[place] = cardIndex;
      stepOf[place] = stepIndex;
      at[place] = step.at;
      place++;
    });
  });
  const order = new Uint32Array(count)
    .map((_, index) => index)
    .sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b);

  function* rows(from: number, to: number): Generator<CopyValue[]> {
    for (const index of order.subarray(from, to)) {
      const one = cards[cardOf[index] ?? 0];
      const stepIndex = stepOf[index] ?? 0;
      const step = one?.card.steps[stepIndex];
      if (!one || !step) continue;
      yield [
        boardId,
        one.id,
        stepIndex + 1,
        idOf(columns, one.card.steps[stepIndex - 1]?.columnKey),
        idOf(columns, step.columnKey),
        step.columnKey === null ? null : (columns.get(step.columnKey)?.kind ?? null),
        new Date(step.at),
        step.override !== undefined,
      ];
    }
  }
  const named = [
    "board_id",
    "card_id",
    "seq",
    "from_column_id",
    "to_column_id",
    "to_kind",
    "at",
    "overridden",
  ];
  for (let from = 0; from < count; from += stepsAtOnce) {
    await copyIn("transition", named, rows(from, from + stepsAtOnce));
    onProgress?.(Math.min(1, (from + stepsAtOnce) / count) * shareOfRows);
  }
  return count;
}

function* labelRows(
  cards: readonly PlacedCard[],
  boardId: string,
  labelIds: ReadonlyMap<string, string>,
): Generator<CopyValue[]> {
  for (const { id, card } of cards) {
    for (const labelId of new Set(card.labelKeys.map((key) => labelIds.get(key))))
      if (labelId !== undefined) yield [boardId, id, labelId];
  }
}

function* foundRows(cards: readonly PlacedCard[], boardId: string): Generator<CopyValue[]> {
  for (const { id, card } of cards) if (card.isBeginningUnknown) yield [id, boardId];
}

function* blockRows(cards: readonly PlacedCard[], boardId: string): Generator<CopyValue[]> {
  for (const { id, card } of cards) {
    for (const { reason, category, from, to } of card.blocks)
      yield [boardId, id, reason, category, new Date(from), to === null ? null : new Date(to)];
  }
}

async function writeColumns(history: BoardHistory, boardId: string, columns: Columns): Promise<void> {
  const archivedAt = await readPresent();
  await db().column.createMany({
    data: history.columns.map(({ key, name, kind, isArchived }, position) => ({
      id: columns.get(key)?.id ?? uuidv7(),
      boardId,
      name,
      kind,
      position,
      archivedAt: isArchived ? archivedAt : null,
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

const cardColumns = [
  ...[
    "id",
    "board_id",
    "number",
    "title",
    "description",
    "type",
    "column_id",
    "position",
    "class_of_service",
  ],
  ...[
    "due_on",
    "blocked_at",
    "created_by_id",
    "created_at",
    "updated_at",
    "entered_column_at",
    "archived_at",
  ],
  ...["deleted_at", "last_seq"],
];

async function writeCards(
  cards: readonly PlacedCard[],
  { boardId, actorId }: NewHistory,
  columns: Columns,
): Promise<void> {
  const now = await readPresent();
  function* rows(): Generator<CopyValue[]> {
    for (const { card, id, number, position } of cards) {
      const created = new Date(card.steps[0]?.at ?? 0);
      const last = card.steps.at(-1);
      const entered = new Date(last?.at ?? 0);
      const isGone = last?.columnKey === null;
      const openBlock = card.blocks.find((block) => block.to === null);
      yield [
        ...[
          id,
          boardId,
          number,
          card.title,
          card.description,
          card.type,
          idOf(columns, last?.columnKey),
          position,
        ],
        ...[
          card.classOfService,
          card.dueOn,
          openBlock ? new Date(openBlock.from) : null,
          actorId,
          created,
          now,
        ],
        ...[entered, isGone || card.isArchived ? entered : null, isGone && card.isDeleted ? entered : null],
        card.steps.length,
      ];
    }
  }
  await copyIn("card", cardColumns, rows());
  const highest = cards.reduce((max, { number }) => Math.max(max, number), 0);
  await db().board.update({ where: { id: boardId }, data: { nextCardNumber: highest + 1 } });
}

/**
 * Each limit as it was first, then every change of it, so that the database records its dated history. Returns those of
 * a single column, by its key.
 */
async function writeLimits(
  history: BoardHistory,
  boardId: string,
  actorId: string | null,
  columns: Columns,
): Promise<Map<string, ColumnLimit>> {
  const ofColumns = new Map<string, ColumnLimit>();
  for (const { columnKeys, mode, changes } of history.limits) {
    const [first, ...later] = changes;
    if (!first) continue;
    const id = uuidv7();
    const [onlyKey, another] = columnKeys;
    if (onlyKey !== undefined && another === undefined) ofColumns.set(onlyKey, { id, mode });
    const at = new Date(first.at);
    const ids = columnKeys.map((key) => idOf(columns, key)).filter((one): one is string => one !== null);
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
