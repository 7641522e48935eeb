import type { CardView, CreateCardRequest } from "@/lib/contracts/card";
import { serverNow } from "../clock/server-clock";
import { newKey } from "../http/api";

/** A card as it stands on the board until the server has numbered it: its number is 0. */
export function placeholderCard(request: CreateCardRequest): CardView {
  const now = new Date(serverNow()).toISOString();
  return {
    id: `new-${newKey()}`,
    number: 0,
    title: request.title,
    columnId: request.columnId,
    laneId: request.laneId ?? null,
    position: "",
    version: 0,
    type: request.type ?? null,
    classOfService: request.classOfService ?? "standard",
    labelIds: request.labelIds ?? [],
    assigneeIds: request.assigneeIds ?? [],
    dueDate: request.dueDate ?? null,
    blocked: false,
    enteredColumnAt: now,
    startedAt: null,
    finishedAt: null,
    createdAt: now,
  };
}
