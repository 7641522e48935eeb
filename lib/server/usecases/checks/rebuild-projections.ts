import "server-only";
import { inTransaction } from "../../db/transaction";
import { listAllBoardIds, lockBoard, projectBoard, projectPaths } from "../../store/board/boards";

/** Rebuilds everything that is worked out from the log, board by board. Returns the number of boards. */
export async function rebuildProjections(): Promise<number> {
  const boardIds = await listAllBoardIds();
  for (const boardId of boardIds) {
    await inTransaction(async () => {
      await lockBoard(boardId);
      await projectBoard(boardId);
      await projectPaths(boardId);
    });
  }
  return boardIds.length;
}
