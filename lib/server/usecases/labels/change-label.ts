import "server-only";
import type { LabelUse } from "@/lib/contracts/board";
import { DomainError } from "@/lib/domain/errors";
import { changeBoard, type RecordChange } from "../../command/change-board";
import { findLabelBoard, listLabelUse } from "../../store/board/labels";

type Work<T> = (label: LabelUse, record: RecordChange, labels: LabelUse[], boardId: string) => Promise<T>;

/** One change of a label of a board, as it and its neighbours are under the lock. Throws `not-found` for one that is gone. */
export async function changeLabel<T>(userId: string, labelId: string, work: Work<T>): Promise<T> {
  const boardId = await findLabelBoard(labelId);
  if (!boardId) throw new DomainError("not-found");
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    const labels = await listLabelUse(boardId);
    const label = labels.find(({ id }) => id === labelId);
    if (!label) throw new DomainError("not-found");
    return work(label, record, labels, boardId);
  });
}
