import "server-only";
import { randomUUID } from "node:crypto";
import type { Problem } from "@/lib/contracts/problem";
import { DomainError, type ErrorCode } from "@/lib/domain/errors";
import { classifyOutage } from "../db/outage";
import { logger } from "../logging/logger";
import { frontRefusals } from "./front-refusal";
import { jsonResponse } from "./json-response";
import { lineOf, logOutage, logRefusal } from "./request-log";

/** JSON is for this reader and this moment; nothing on the way may keep it. */
export const jsonHeaders = { "Content-Type": "application/json", "Cache-Control": "no-store" };

type Words = { status: number; title: string; detail: string; retryAfterSeconds?: number };

/** What each refusal is in HTTP and in words. Covers every code, or does not compile. */
export const problemWords = {
  invalid: { status: 400, title: "Invalid request", detail: "Some values are missing or not valid." },
  unauthenticated: {
    status: 401,
    title: "Not signed in",
    detail: "Sign in, or send a valid access token as a bearer token.",
  },
  "other-person": {
    status: 409,
    title: "Signed in as somebody else",
    detail: "This page was opened by another person. Reload it to go on as who you are now.",
  },
  forbidden: { status: 403, title: "Not allowed", detail: "Your role in this team does not allow this." },
  "not-found": { status: 404, title: "Not found", detail: "It does not exist, or not for you." },
  "card-transferred": {
    status: 410,
    title: "Moved to another board",
    detail: "This card has left the board.",
  },
  "wip-limit-exceeded": {
    status: 409,
    title: "WIP limit reached",
    detail:
      "There is no free slot under a WIP limit. Finish or move one of the cards that hold the slots first.",
  },
  "version-conflict": {
    status: 409,
    title: "Changed in the meantime",
    detail: "Somebody changed this card after you read it. Read it again, then repeat your change.",
  },
  "column-locked": {
    status: 409,
    title: "Andon pulled",
    detail: "This column takes no new work until its andon is released.",
  },
  "override-stale": {
    status: 409,
    title: "The limit has changed",
    detail: "The limit is not what it was when the reason was given. Look at it again, then decide again.",
  },
  "exit-policy-unmet": {
    status: 409,
    title: "Exit policy not met",
    detail:
      "The column that the card leaves requires more of it. Confirm what is listed, then move it again.",
  },
  "nothing-to-undo": {
    status: 409,
    title: "Nothing to undo",
    detail: "None of your last actions on this board can be undone any more.",
  },
  "board-archived": {
    status: 410,
    title: "Archived board",
    detail: "This board is archived. A lead or owner of its team can bring it back.",
  },
  "board-ahead": {
    status: 409,
    title: "The board is ahead of the clock",
    detail:
      "This board's newest changes are dated in the future, so its cards stay until an administrator of the server " +
      "has run: npm run admin -- mend-clock",
  },
  "card-archived": {
    status: 409,
    title: "Archived card",
    detail: "This card is archived. Restore it first.",
  },
  "column-not-empty": {
    status: 409,
    title: "Column not empty",
    detail: "The column still holds cards. Say where they go, or archive them first.",
  },
  "lane-not-empty": {
    status: 409,
    title: "Lane not empty",
    detail: "The lane still holds cards. Say where they go, or archive them first.",
  },
  "already-exists": { status: 409, title: "Exists already", detail: "There is one of this name already." },
  "last-owner": {
    status: 409,
    title: "Last owner",
    detail: "A team keeps at least one owner. Make somebody else an owner first.",
  },
  "last-administrator": {
    status: 409,
    title: "Last administrator",
    detail: "An installation keeps at least one administrator. Make somebody else one first.",
  },
  "person-off": {
    status: 409,
    title: "Switched off",
    detail: "This person is switched off. An administrator can switch them on again.",
  },
  "link-not-valid": {
    status: 410,
    title: "Link not valid",
    detail:
      "This link has been used, has expired or never existed. If it was you who used it, sign in; else ask for a new one.",
  },
  "idempotency-conflict": {
    status: 422,
    title: "Idempotency key used before",
    detail: "This Idempotency-Key came with a different request before. Use a new key for a new request.",
  },
  "too-large": {
    status: 413,
    title: "Too large",
    detail: "The request is larger than this address accepts.",
  },
  cancelled: { status: 409, title: "Cancelled", detail: "It was cancelled. Nothing was changed." },
  "unsupported-media-type": {
    status: 415,
    title: "Unsupported media type",
    detail: "Send the body as application/json.",
  },
  "method-not-allowed": {
    status: 405,
    title: "Method not allowed",
    detail: "This address takes other methods.",
  },
  "too-slow": {
    status: 408,
    title: "Too slow",
    detail: "The request did not arrive whole in time. Send it again.",
  },
  "rate-limited": {
    status: 429,
    title: "Too many requests",
    detail: "Too many requests. Wait a little, then try again.",
    retryAfterSeconds: 60,
  },
  interrupted: {
    status: 503,
    title: "Interrupted",
    detail: "The server stopped before this was done. Nothing was changed; start it again.",
    retryAfterSeconds: 1,
  },
  busy: {
    status: 503,
    title: "Busy",
    detail: "The board was locked for too long. Nothing was changed; send the same request again.",
    retryAfterSeconds: 1,
  },
  internal: {
    status: 500,
    title: "Something went wrong",
    detail: "The server failed to answer. The fault has been logged under this request id.",
  },
  unavailable: {
    status: 503,
    title: "Not available just now",
    detail:
      "The server cannot reach its database just now. Try again in a moment; a change that was not answered may have been made all the same.",
    retryAfterSeconds: 5,
  },
} as const satisfies Record<ErrorCode, Words>;

/** A refusal as it goes over the wire. */
export type ProblemAnswer = { status: number; body: Problem };

/** Problem document of an expected failure. Details carry ids and numbers; `requestId` is for faults of ours. */
export function toProblem(error: DomainError, requestId?: string): ProblemAnswer {
  const words: Words = problemWords[error.code];
  const body = {
    type: `urn:sluice:problem:${error.code}`,
    title: words.title,
    status: words.status,
    detail: error.hasOwnMessage ? error.message : words.detail,
    code: error.code,
    ...error.details,
    ...(requestId && { requestId }),
  };
  return { status: words.status, body };
}

/** Headers of a problem answer; `Retry-After` where another try makes sense. */
export function problemHeaders(
  code: ErrorCode,
  details: Record<string, unknown> = {},
): Record<string, string> {
  const words: Words = problemWords[code];
  const seconds =
    typeof details.retryAfterSeconds === "number" ? details.retryAfterSeconds : words.retryAfterSeconds;
  return {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    ...(seconds !== undefined && { "Retry-After": String(Math.ceil(seconds)) }),
    ...(code === "unauthenticated" && { "WWW-Authenticate": "Bearer" }),
  };
}

/** The answer to anything thrown, which is logged. `userId`: who asked; null for a stranger. */
export function problemResponse(thrown: unknown, request: Request, userId: string | null): Response {
  const { error, requestId } = logFailure(thrown, request, userId);
  const { status, body } = toProblem(error, status5xx(error) ? requestId : undefined);
  return jsonResponse(body, { status, headers: problemHeaders(error.code, error.details) });
}

/**
 * The only place where anything thrown by a request is logged: a refusal once as info, a fault of ours once as error, which
 * the outside sees only as a request id. Answers what it is to the outside.
 */
export function logFailure(
  thrown: unknown,
  request: Request,
  userId: string | null,
): { error: DomainError; requestId: string } {
  const requestId = randomUUID();
  const error = toDomainError(thrown);
  const line = lineOf(request, problemWords[error.code].status, error.code);
  if (error.code === "internal") logger.error({ requestId, ...line, err: thrown }, "failed");
  else if (error === thrown) logRefusal(line, userId, requestId);
  else logOutage(error.code, thrown);
  return { error, requestId };
}

/** A database that is away or too slow is said so; whatever else was not foreseen is a fault of ours. */
function toDomainError(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const outage = classifyOutage(thrown);
  if (outage === "outage") return new DomainError("unavailable");
  if (outage === "full") {
    const { code, detail } = frontRefusals.full;
    return new DomainError(code, { retryAfterSeconds: 30 }, detail);
  }
  if (outage === "stopped") {
    return new DomainError("busy", {}, "This took too long and was stopped. Nothing was changed; try again.");
  }
  return new DomainError("internal");
}

function status5xx(error: DomainError): boolean {
  return problemWords[error.code].status >= 500;
}
