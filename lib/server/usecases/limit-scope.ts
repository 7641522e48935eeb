import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { listColumns } from "../store/columns";
import { hasLane, hasMember } from "../store/limit-scope";

type LimitScope = { boardId: string; columnIds: string[]; laneId: string | null; userId: string | null };

/** Throws `invalid` unless columns, lane and person of a limit belong to its board. */
export async function requireLimitScope(scope: LimitScope): Promise<void> {
  const columns = await listColumns(scope.boardId);
  const live = new Set(columns.filter((column) => column.archivedAt === null).map((column) => column.id));
  if (scope.columnIds.some((id) => !live.has(id)))
    throw unknown("columnIds", "No such column on this board.");
  if (scope.laneId && !(await hasLane(scope.boardId, scope.laneId))) {
    throw unknown("laneId", "No such lane on this board.");
  }
  if (scope.userId && !(await hasMember(scope.boardId, scope.userId))) {
    throw unknown("userId", "Only a member of the team can have a limit.");
  }
}

function unknown(path: string, message: string): DomainError {
  return new DomainError("invalid", { errors: [{ path, message }] });
}
