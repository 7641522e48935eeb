import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { can } from "@/lib/domain/permission";
import { requireBoard } from "../../access/require-permission";
import { listFollowable } from "../../store/board/board-events";

/** The versions of those of these boards that the person may read now, by id. */
export async function readableVersions(
  userId: string,
  boardIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const boards = await listFollowable(userId, boardIds);
  return new Map(
    boards.filter(({ role }) => can(role, "board:read")).map(({ boardId, version }) => [boardId, version]),
  );
}

/** The version of a board that this person may follow. */
export async function getBoardVersion(userId: string, boardId: string): Promise<number> {
  await requireBoard(userId, boardId, "board:read");
  const version = (await readableVersions(userId, [boardId])).get(boardId);
  if (version === undefined) throw new DomainError("not-found");
  return version;
}
