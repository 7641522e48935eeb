import type { z } from "zod";
import type {
  CreateColumnRequest,
  CreateLaneRequest,
  createPolicyRequest,
  UpdateBoardRequest,
  UpdateColumnRequest,
  UpdateLabelRequest,
  UpdateLaneRequest,
  UpdatePolicyRequest,
} from "@/lib/contracts/board";
import type { createLimitRequest, UpdateLimitRequest } from "@/lib/contracts/limit";
import { callApi } from "../http/api";
import { laterShapeOf, mapShape } from "../http/shape";
import type { ServerQuery } from "../query/server-query";
import type { labelUses, limitChanges } from "./settings-answers";

const answers = () => import("./settings-answers");

/** What a lead changes about a board. Answers are not read: the settings screen reads the whole board again. */
export async function updateBoard(boardId: string, body: UpdateBoardRequest): Promise<void> {
  await callApi(`/boards/${boardId}`, { method: "PATCH", body });
}

/** Brings an archived board back. */
export async function restoreBoard(boardId: string): Promise<void> {
  await callApi(`/boards/${boardId}/restore`, { method: "POST" });
}

/** Takes a board away from lists and screens; what it recorded stays. */
export async function archiveBoard(boardId: string): Promise<void> {
  await callApi(`/boards/${boardId}`, { method: "DELETE" });
}

export async function createColumn(boardId: string, body: CreateColumnRequest): Promise<void> {
  await callApi(`/boards/${boardId}/columns`, { method: "POST", body });
}

export async function updateColumn(columnId: string, body: UpdateColumnRequest): Promise<void> {
  await callApi(`/columns/${columnId}`, { method: "PATCH", body });
}

/** Where the cards of a column go that is archived: to another one, under the limits there, or into the archive. */
export type CardsFate = { moveCardsTo: string } | { archiveCards: "true" };

/** `fate`: null for a column without cards. */
export async function archiveColumn(columnId: string, fate: CardsFate | null): Promise<void> {
  const query = fate ? `?${new URLSearchParams(fate)}` : "";
  await callApi(`/columns/${columnId}${query}`, { method: "DELETE" });
}

export async function createLane(boardId: string, body: CreateLaneRequest): Promise<void> {
  await callApi(`/boards/${boardId}/lanes`, { method: "POST", body });
}

export async function updateLane(laneId: string, body: UpdateLaneRequest): Promise<void> {
  await callApi(`/lanes/${laneId}`, { method: "PATCH", body });
}

/** `moveCardsTo`: the lane to which its cards go, under the limits there, or `none`. */
export async function archiveLane(laneId: string, moveCardsTo: string): Promise<void> {
  await callApi(`/lanes/${laneId}?${new URLSearchParams({ moveCardsTo })}`, { method: "DELETE" });
}

/** Gives a column a part in which its finished cards wait; both parts share its limits. */
export async function splitColumn(columnId: string): Promise<void> {
  await callApi(`/columns/${columnId}/split`, { method: "POST", body: {} });
}

/** Makes a split column one again; the cards of both parts stay in it. */
export async function mergeColumn(columnId: string): Promise<void> {
  await callApi(`/columns/${columnId}/merge`, { method: "POST", body: {} });
}

const labelList = mapShape(
  laterShapeOf(async () => (await answers()).labelUses),
  ({ items }) => items,
);

/** A board's labels, and how many cards carry each. */
export function labelUsesOf(boardId: string): ServerQuery<z.infer<typeof labelUses>["items"]> {
  return { path: `/boards/${boardId}/labels`, answer: labelList };
}

export async function updateLabel(labelId: string, body: UpdateLabelRequest): Promise<void> {
  await callApi(`/labels/${labelId}`, { method: "PATCH", body });
}

/** Puts the label `into` on every card that carries this one, which then goes. */
export async function mergeLabel(labelId: string, into: string): Promise<void> {
  await callApi(`/labels/${labelId}/merge`, { method: "POST", body: { into } });
}

export async function removeLabel(labelId: string): Promise<void> {
  await callApi(`/labels/${labelId}`, { method: "DELETE" });
}

export async function createPolicy(
  columnId: string,
  body: z.input<typeof createPolicyRequest>,
): Promise<void> {
  await callApi(`/columns/${columnId}/policies`, { method: "POST", body });
}

export async function updatePolicy(policyId: string, body: UpdatePolicyRequest): Promise<void> {
  await callApi(`/policies/${policyId}`, { method: "PATCH", body });
}

export async function removePolicy(policyId: string): Promise<void> {
  await callApi(`/policies/${policyId}`, { method: "DELETE" });
}

/** A limit to be; what is left out is as the contract has it by default. */
export type NewLimit = z.input<typeof createLimitRequest>;

export async function createLimit(boardId: string, body: NewLimit): Promise<void> {
  await callApi(`/boards/${boardId}/limits`, { method: "POST", body });
}

export async function updateLimit(limitId: string, body: UpdateLimitRequest): Promise<void> {
  await callApi(`/limits/${limitId}`, { method: "PATCH", body });
}

export async function removeLimit(limitId: string, why: string): Promise<void> {
  const query = why ? `?${new URLSearchParams({ why })}` : "";
  await callApi(`/limits/${limitId}${query}`, { method: "DELETE" });
}

const newestFirst = mapShape(
  laterShapeOf(async () => (await answers()).limitChanges),
  ({ items }) => items.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)),
);

/** Every change of every limit of a board, the newest first. */
export function limitChangesOf(boardId: string): ServerQuery<z.infer<typeof limitChanges>["items"]> {
  return { path: `/boards/${boardId}/limits/history?limit=200`, answer: newestFirst };
}
