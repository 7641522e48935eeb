import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { LabelView } from "@/lib/contracts/board";
import { changeBoard } from "../../command/change-board";
import { insertLabel } from "../../store/board/labels";
import { toLabelName } from "./label-name";

const defaultColour = "blue";

/** Adds a label to a board; whoever may write cards may. */
export function createLabel(
  userId: string,
  boardId: string,
  request: { name: string; colour?: string },
): Promise<LabelView> {
  return changeBoard(userId, boardId, "card:write", async (record) => {
    const name = await toLabelName(boardId, request.name, null);
    const label = { id: uuidv7(), name, colour: request.colour ?? defaultColour };
    await insertLabel(boardId, label);
    await record("label.created", { labelId: label.id, name: label.name });
    return label;
  });
}
