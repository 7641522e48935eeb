import "server-only";
import type { LabelUse, LabelView } from "@/lib/contracts/board";
import { db } from "../../db/transaction";

export async function findLabelBoard(labelId: string): Promise<string | null> {
  const label = await db().label.findUnique({ where: { id: labelId }, select: { boardId: true } });
  return label?.boardId ?? null;
}

/** A board's labels by name. */
export async function listLabels(boardId: string): Promise<LabelView[]> {
  return db().$queryRaw<LabelView[]>`
    SELECT id, name, colour FROM label WHERE board_id = ${boardId}::uuid ORDER BY lower(name), id`;
}

/** A board's labels by name, with how many cards carry each, archived ones too. */
export async function listLabelUse(boardId: string): Promise<LabelUse[]> {
  return db().$queryRaw<LabelUse[]>`
    SELECT l.id, l.name, l.colour, count(c.id)::int AS cards
    FROM label l
    LEFT JOIN card_label x ON x.label_id = l.id
    LEFT JOIN card c ON c.id = x.card_id AND c.deleted_at IS NULL
    WHERE l.board_id = ${boardId}::uuid GROUP BY l.id ORDER BY lower(l.name), l.id`;
}

export async function insertLabel(boardId: string, label: LabelView): Promise<void> {
  await db().label.create({ data: { ...label, boardId } });
}

export async function updateLabel({ id, ...changes }: LabelView): Promise<void> {
  await db().label.update({ where: { id }, data: changes });
}

/** Puts a label on every card that carries another. */
export async function relabelCards(fromId: string, intoId: string): Promise<void> {
  await db().$executeRaw`
    INSERT INTO card_label (board_id, card_id, label_id)
    SELECT x.board_id, x.card_id, ${intoId}::uuid FROM card_label x WHERE x.label_id = ${fromId}::uuid
    ON CONFLICT DO NOTHING`;
}

/** Removes a label, from cards too. */
export async function deleteLabel(labelId: string): Promise<void> {
  await db().label.delete({ where: { id: labelId } });
}
