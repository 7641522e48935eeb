import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { CreateColumnRequest } from "@/lib/contracts/board";
import type { RecordChange } from "../../command/change-board";
import { findColumnLimit, insertLimit, removeLimit, updateLimit } from "../../store/board/limits";

type ColumnLimit = NonNullable<CreateColumnRequest["limit"]>;

/** Gives a column its own limit, changes it, or with null removes it. Limits over more than the column stay. */
export async function setColumnLimit(
  userId: string,
  boardId: string,
  columnId: string,
  wanted: ColumnLimit | null,
  record: RecordChange,
): Promise<void> {
  const present = await findColumnLimit(boardId, columnId);
  const author = { actorId: userId, why: wanted?.why ?? null };
  if (!wanted) {
    if (!present) return;
    await removeLimit(present.id, author);
    await record("limit.removed", { limitId: present.id, columnIds: [columnId], fromMax: present.max });
    return;
  }
  if (!present) {
    const limit = { id: uuidv7(), max: wanted.max, mode: wanted.mode ?? "hard", columnIds: [columnId] };
    const open = { boardId, laneId: null, userId: null, perPerson: false, classOfService: null };
    await insertLimit({ ...open, ...limit }, author);
    await record("limit.created", {
      limitId: limit.id,
      columnIds: [columnId],
      toMax: limit.max,
      toMode: limit.mode,
    });
    return;
  }
  const mode = wanted.mode ?? present.mode;
  if (wanted.max === present.max && mode === present.mode) return;
  await updateLimit(present.id, { max: wanted.max, mode }, author);
  await record("limit.updated", {
    limitId: present.id,
    columnIds: [columnId],
    fromMax: present.max,
    toMax: wanted.max,
    fromMode: present.mode,
    toMode: mode,
  });
}
