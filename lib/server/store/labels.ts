import "server-only";
import type { LabelView } from "@/lib/contracts/board";
import { db } from "../db/transaction";

export async function findLabelBoard(labelId: string): Promise<string | null> {
  const label = await db().label.findUnique({ where: { id: labelId }, select: { boardId: true } });
  return label?.boardId ?? null;
}

/** A board's labels by name. */
export async function listLabels(boardId: string): Promise<LabelView[]> {
  return db().$queryRaw<LabelView[]>`
    SELECT id, name, colour FROM label WHERE board_id = ${boardId}::uuid ORDER BY lower(name), id`;
}

/** Adds a label; false when the board has one of this name, whatever its case. */
export async function insertLabel(boardId: string, label: LabelView): Promise<boolean> {
  const inserted = await db().$executeRaw`
    INSERT INTO label (id, board_id, name, colour)
    SELECT ${label.id}::uuid, ${boardId}::uuid, ${label.name}, ${label.colour}
    WHERE NOT EXISTS (
      SELECT FROM label x WHERE x.board_id = ${boardId}::uuid AND lower(normalize(x.name, NFC)) = lower(${label.name}))`;
  return inserted === 1;
}

/** Removes a label, from cards too. Returns its name; null when it is gone already. */
export async function deleteLabel(labelId: string): Promise<string | null> {
  const [row] = await db().$queryRaw<{ name: string }[]>`
    DELETE FROM label WHERE id = ${labelId}::uuid RETURNING name`;
  return row?.name ?? null;
}
