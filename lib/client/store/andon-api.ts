import type { z } from "zod";
import { Refused } from "../http/answer-error";
import { callApi } from "../http/api";
import { laterShapeOf } from "../http/shape";
import type { ServerQuery } from "../query/server-query";
import type { andonPage } from "./board-answers";

const answers = () => import("./board-answers");
const columnView = laterShapeOf(async () => (await answers()).columnView);

/** Pulls the andon of a column: it takes no new work until the andon is released. */
export async function pullAndon(columnId: string, reason: string): Promise<void> {
  await callApi(`/columns/${columnId}/andon`, { method: "POST", body: { reason }, answer: columnView });
}

/** An andon that somebody else released meanwhile is released. */
export async function releaseAndon(columnId: string): Promise<void> {
  await whilePulled(callApi(`/columns/${columnId}/andon`, { method: "DELETE" }));
}

/** Says that this person helps with what stopped the column. */
export async function joinAndon(columnId: string): Promise<void> {
  await whilePulled(callApi(`/columns/${columnId}/andon/join`, { method: "POST", body: {} }));
}

export async function leaveAndon(columnId: string): Promise<void> {
  await whilePulled(callApi(`/columns/${columnId}/andon/join`, { method: "DELETE" }));
}

/** What comes too late for an andon is no failure: it has been released, and the board says so. */
async function whilePulled(call: Promise<void>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof Refused && error.problem.code === "not-found")) throw error;
  });
}

const andons = laterShapeOf(async () => (await answers()).andonPage);

/** Pulls of the andons of a board, the newest first. */
export function andonsOf(boardId: string): ServerQuery<z.infer<typeof andonPage>> {
  return { path: `/boards/${boardId}/andons?limit=50`, answer: andons };
}
