import "server-only";
import type { ColumnKind } from "@/lib/domain/board";
import { db } from "../../db/transaction";

export type StoredColumn = {
  id: string;
  boardId: string;
  name: string;
  kind: ColumnKind;
  position: number;
  archivedAt: Date | null;
  /** The column whose finished cards wait in this one. */
  donePartOf: string | null;
};

const facts = {
  id: true,
  boardId: true,
  name: true,
  kind: true,
  position: true,
  archivedAt: true,
  donePartOf: true,
} as const;

/** The board of a column that is not archived; null for an unknown one. */
export async function findColumnBoard(columnId: string): Promise<string | null> {
  const column = await db().column.findFirst({
    where: { id: columnId, archivedAt: null },
    select: { boardId: true },
  });
  return column?.boardId ?? null;
}

/** A board's columns from the left, archived ones in their old places. */
export function listColumns(boardId: string): Promise<StoredColumn[]> {
  return db().column.findMany({
    where: { boardId },
    select: facts,
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
}

export async function insertColumns(
  columns: {
    id: string;
    boardId: string;
    name: string;
    kind: ColumnKind;
    position: number;
    donePartOf?: string;
  }[],
): Promise<void> {
  await db().column.createMany({ data: columns });
}

export async function updateColumn(
  columnId: string,
  changes: { name?: string; kind?: ColumnKind; position?: number; archivedAt?: Date },
): Promise<void> {
  await db().column.update({ where: { id: columnId }, data: changes });
}

/** Cards that are in the column now, in its order. */
export async function listCardIdsInColumn(columnId: string): Promise<string[]> {
  const cards = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM card WHERE column_id = ${columnId}::uuid AND archived_at IS NULL ORDER BY position, id`;
  return cards.map((card) => card.id);
}
