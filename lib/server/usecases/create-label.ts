import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { LabelView } from "@/lib/contracts/board";
import { DomainError } from "@/lib/domain/errors";
import { insertLabel } from "../store/labels";
import { changeBoard } from "./change-board";

const defaultColour = "blue";

/** Adds a label to a board; whoever may write cards may. */
export function createLabel(
  userId: string,
  boardId: string,
  request: { name: string; colour?: string },
): Promise<LabelView> {
  return changeBoard(userId, boardId, "card:write", async (record) => {
    const label = { id: uuidv7(), name: request.name, colour: request.colour ?? defaultColour };
    if (!(await insertLabel(boardId, label))) throw new DomainError("already-exists");
    await record("label.created", { labelId: label.id, name: label.name });
    return label;
  });
}
