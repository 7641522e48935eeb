import "server-only";
import { logger } from "../../logging/logger";
import { catchUp, listBoardsBehind } from "../../store/figures/projections";

/**
 * Projects what has happened on every board since, so that what a report has to add to its projections stays little. A board
 * with which that fails is left as it was, and holds no other up.
 */
export async function catchUpProjections(): Promise<void> {
  for (const boardId of await listBoardsBehind()) {
    try {
      while (await catchUp(boardId, 0));
    } catch (error) {
      logger.error({ err: error, boardId }, "could not project a board");
    }
  }
}
