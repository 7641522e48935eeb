import "server-only";
import type { LabelView, UpdateLabelRequest } from "@/lib/contracts/board";
import { updateLabel as updateStoredLabel } from "../../store/board/labels";
import { changeLabel } from "./change-label";
import { toLabelName } from "./label-name";

/** Gives a label another name or colour. Throws `already-exists` for the name of another one. */
export function updateLabel(
  userId: string,
  labelId: string,
  request: UpdateLabelRequest,
): Promise<LabelView> {
  return changeLabel(userId, labelId, async ({ id, name, colour }, record, _labels, boardId) => {
    const next = {
      id,
      name: request.name === undefined ? name : await toLabelName(boardId, request.name, id),
      colour: request.colour ?? colour,
    };
    await updateStoredLabel(next);
    await record("label.updated", { labelId, name: next.name, before: { name, colour } });
    return next;
  });
}
