import "server-only";
import { reader } from "../../db/below-prisma";

/** Which cards a report is about; null: any. */
export type CardFilter = {
  label: string | null;
  lane: string | null;
  classOfService: string | null;
  type: string | null;
  assignee: string | null;
  creator: string | null;
};

/** For a card `c`, with the values of `valuesOf` as $1 to $7. */
export const isWanted = `
  ($2::uuid IS NULL OR EXISTS (SELECT FROM card_label x WHERE x.card_id = c.id AND x.label_id = $2))
  AND ($3::uuid IS NULL OR c.lane_id = $3)
  AND ($4::text IS NULL OR c.class_of_service = $4)
  AND ($5::text IS NULL OR c.type = $5)
  AND ($6::uuid IS NULL OR EXISTS (SELECT FROM card_assignee x WHERE x.card_id = c.id AND x.user_id = $6))
  AND ($7::uuid IS NULL OR c.created_by_id = $7)`;

export const valuesOf = (boardId: string, filter: CardFilter) => [
  boardId,
  filter.label,
  filter.lane,
  filter.classOfService,
  filter.type,
  filter.assignee,
  filter.creator,
];

/** Those of some rows whose card is wanted; a row of no card is left out, unless every card is wanted. */
export async function keepWanted<Row extends { cardId: string | null }>(
  { boardId, filter }: { boardId: string; filter: CardFilter },
  rows: readonly Row[],
): Promise<Row[]> {
  if (rows.length === 0 || Object.values(filter).every((value) => value === null)) return [...rows];
  const cardIds = new Set(rows.flatMap(({ cardId }) => cardId ?? []));
  const { rows: found } = await reader().query<{ id: string }>(
    `SELECT c.id FROM card c WHERE c.board_id = $1 AND c.id = ANY($8::uuid[]) AND ${isWanted}`,
    [...valuesOf(boardId, filter), [...cardIds]],
  );
  const wanted = new Set(found.map(({ id }) => id));
  return rows.filter(({ cardId }) => cardId !== null && wanted.has(cardId));
}
