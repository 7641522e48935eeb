import "server-only";
import { inTransaction } from "../db/transaction";
import { listAllBoardIds, lockBoard, projectBoard } from "../store/boards";

/** Rebuilds from the log when every card started and finished, board by board. Returns the number of boards. */
export async function rebuildProjections(): Promise<number> {
  const boardIds = await listAllBoardIds();
  for (const boardId of boardIds) {
    await inTransaction(async () => {
      await lockBoard(boardId);
      await projectBoard(boardId);
    });
  }
  return boardIds.length;
}
