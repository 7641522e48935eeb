import "server-only";
import type { ColumnView } from "@/lib/contracts/board";
import { DomainError } from "@/lib/domain/errors";
import { findColumnBoard } from "../../store/board/columns";
import { getBoardStructure } from "../boards/get-board";

/** The board of a column that is not archived. Whether this person may see it is decided with the board. */
export async function getColumnBoard(columnId: string): Promise<string> {
  const boardId = await findColumnBoard(columnId);
  if (!boardId) throw new DomainError("not-found");
  return boardId;
}

/** A column that stands for itself: the whole of a split one where its done part is named. */
export async function getWholeColumn(userId: string, boardId: string, columnId: string): Promise<ColumnView> {
  const column = await getColumnView(userId, boardId, columnId);
  return column.donePartOf ? getColumnView(userId, boardId, column.donePartOf) : column;
}

/** A column as the board shows it. */
export async function getColumnView(userId: string, boardId: string, columnId: string): Promise<ColumnView> {
  const { columns } = await getBoardStructure(userId, boardId);
  const column = columns.find(({ id }) => id === columnId);
  if (!column) throw new DomainError("not-found");
  return column;
}
