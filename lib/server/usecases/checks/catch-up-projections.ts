import "server-only";
import { catchUp, listBoardsBehind } from "../../store/figures/projections";

/** Projects what has happened on every board since, so that what a report has to add to its projections stays little. */
export async function catchUpProjections(): Promise<void> {
  for (const boardId of await listBoardsBehind()) while (await catchUp(boardId, 0));
}
