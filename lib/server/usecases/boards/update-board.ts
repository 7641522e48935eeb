import "server-only";
import type { BoardFacts, UpdateBoardRequest } from "@/lib/contracts/board";
import { invalidField } from "@/lib/domain/errors";
import { changeBoard } from "../../command/change-board";
import { projectBoard, updateBoard as updateStoredBoard } from "../../store/board/boards";
import { listColumns } from "../../store/board/columns";
import { getBoardFacts } from "./get-board";

/**
 * Changes a board's settings. Another commitment point changes when every card counts as started, and another time zone
 * on which day everything fell, at once.
 */
export function updateBoard(
  userId: string,
  boardId: string,
  request: UpdateBoardRequest,
): Promise<BoardFacts> {
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    if (request.commitmentColumnId) await requireLiveColumn(boardId, request.commitmentColumnId);
    if (Object.keys(request).length > 0) {
      await updateStoredBoard(boardId, request);
      if (request.commitmentColumnId !== undefined || request.timeZone !== undefined)
        await projectBoard(boardId);
      await record("board.updated", { ...request });
    }
    return getBoardFacts(userId, boardId);
  });
}

async function requireLiveColumn(boardId: string, columnId: string): Promise<void> {
  const columns = await listColumns(boardId);
  if (columns.some((column) => column.id === columnId && column.archivedAt === null)) return;
  throw invalidField("commitmentColumnId", "No such column on this board.");
}
