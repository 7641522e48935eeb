import "server-only";
import { invalidField } from "@/lib/domain/errors";
import { listColumns } from "../../store/board/columns";
import { hasLane, hasWorker } from "../../store/board/limit-scope";

type LimitScope = { boardId: string; columnIds: string[]; laneId: string | null; userId: string | null };

/**
 * The scope with every column named once, and a split column named instead of its done part, since both parts share
 * their limits. Throws `invalid` unless columns, lane and person belong to the board.
 */
export async function toLimitScope<S extends LimitScope>(scope: S): Promise<S> {
  const columns = await listColumns(scope.boardId);
  const live = new Map(
    columns
      .filter((column) => column.archivedAt === null)
      .map((column) => [column.id, column.donePartOf ?? column.id]),
  );
  if (scope.columnIds.some((id) => !live.has(id)))
    throw invalidField("columnIds", "No such column on this board.");
  if (scope.laneId && !(await hasLane(scope.boardId, scope.laneId))) {
    throw invalidField("laneId", "No such lane on this board.");
  }
  if (scope.userId && !(await hasWorker(scope.boardId, scope.userId))) {
    throw invalidField(
      "userId",
      "Only somebody in the team who works on cards can have a limit: no viewer, and nobody who is switched off.",
    );
  }
  return { ...scope, columnIds: [...new Set(scope.columnIds.map((id) => live.get(id) ?? id))] };
}
