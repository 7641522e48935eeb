import "server-only";
import { db } from "../../db/transaction";

/** Rows of a log that one transaction projects: who changes columns holds the board while they wait for its end. */
const rowsAtOnce = 2_000;

/**
 * Projects the next rows of a board's logs where more than `behindBy` are waiting and nobody else is at it. Whether more may
 * be waiting still. No answer changes by it: whoever reads a projection adds what is newer.
 */
export async function catchUp(boardId: string, behindBy: number, atMost = rowsAtOnce): Promise<boolean> {
  const [row] = await db().$queryRaw<{ mayBeMore: boolean }[]>`
    SELECT catch_up(${boardId}::uuid, ${behindBy}::int, ${atMost}::int) AS "mayBeMore"`;
  return row?.mayBeMore ?? false;
}

/** The boards with anything that is not projected yet. */
export async function listBoardsBehind(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`SELECT b.id FROM board b WHERE is_behind(b.id, 0)`;
  return rows.map(({ id }) => id);
}
