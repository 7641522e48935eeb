import "server-only";
import { z } from "zod";
import { pageOwnerHeader } from "@/lib/contracts/page-owner";
import { id } from "@/lib/contracts/primitives";
import { DomainError } from "@/lib/domain/errors";
import { countSecurityFailure } from "../audit/record-security-event";
import { type Authenticated, authenticateAnew } from "../auth/authenticate";
import { authenticateInTime } from "../auth/token-guesses";
import { requireSameOrigin } from "../http/check-origin";
import { emptyResponse, jsonResponse } from "../http/json-response";
import { jsonHeaders, problemResponse } from "../http/problem";
import { readJson } from "../http/read-body";
import { addressOf } from "../http/request-facts";
import { validate, validateParams } from "../http/validate";
import { fromOrigin } from "../network/origin";
import { tellArchived } from "../usecases/boards/find-archived-board";
import { noteRefusal } from "../usecases/limits/note-refusal";
import { checkAnswer } from "./check-answer";
import {
  isRepeatable,
  type Route,
  type RouteAccess,
  type RouteInput,
  scopes,
  statusOf,
} from "./define-route";
import { answerOnce, readIdempotencyKey } from "./idempotency";

/** The names in braces of a path, with what stands there. */
export type Params = Readonly<Record<string, string>>;

type Input = RouteInput<Params, unknown, unknown, unknown, string | null>;

/** Answers are held against their contract while the product is made, not while it is used. */
const isChecked = process.env.NODE_ENV !== "production";

const defaultMaxBodyBytes = 512 * 1024;
const unread = z.unknown();
const ids = z.record(z.string(), id);

/**
 * The one way in: who asks, from where, whether the request has its form, then the handler; every failure leaves as
 * problem+json. Writes are answered once per Idempotency-Key.
 */
export function answerRoute(route: Route, request: Request, params: Params = {}): Promise<Response> {
  return fromOrigin({ address: addressOf(request.headers) }, async () => {
    const caller: Caller = { userId: null };
    const fail = (error: unknown) => problemResponse(error, request, caller.userId);
    const given = await answer(route, request, params, caller).catch(fail);
    const checked = isChecked ? await checkAnswer(route, given).then(() => given, fail) : given;
    return withoutBody(request, checked);
  });
}

/** Who a request turned out to come from; null until that is known. */
type Caller = { userId: string | null };

/** HEAD wants no body; one that never ends, such as a stream, is ended here. */
function withoutBody(request: Request, response: Response): Response {
  if (request.method !== "HEAD") return response;
  void response.body?.cancel();
  return new Response(null, response);
}

async function answer(route: Route, request: Request, params: Params, caller: Caller): Promise<Response> {
  const signedIn = route.access === "public" ? null : await requireUser(request, route.access);
  caller.userId = signedIn?.userId ?? null;
  const isFile = route.takes === "file";
  const body = isFile
    ? { text: "", value: undefined }
    : await readJson(request, route.maxBodyBytes ?? defaultMaxBodyBytes);
  const input: Input = {
    userId: caller.userId,
    tokenEndsAt: signedIn?.tokenEndsAt ?? null,
    request,
    params: validateParams(ids, params),
    query: validate(route.query ?? unread, Object.fromEntries(new URL(request.url).searchParams)),
    body: isFile ? undefined : validate(route.body ?? unread, body.value),
    headers: readHeaders(route, request.headers),
    isStillSignedIn: async () => {
      const now = await authenticateAnew(request);
      return now?.userId === caller.userId && hasScope(now?.scopes ?? [], route.access);
    },
  };
  const key = isRepeatable(route) ? readIdempotencyKey(request) : null;
  const status = statusOf(route);
  try {
    if (key === null || caller.userId === null) return toResponse(await route.handler(input), status);
    return await answerOnce({ userId: caller.userId, key, request, bodyText: body.text }, async () => {
      const result = await route.handler(input);
      return { status, body: status === 204 ? null : (result ?? null) };
    });
  } catch (error) {
    if (error instanceof DomainError && caller.userId !== null)
      await noteForPerson(caller.userId, params, error);
    throw error;
  }
}

/** The headers that a route reads. */
function readHeaders({ headers }: Route, sent: Headers): unknown {
  if (!headers) return undefined;
  return validate(
    headers,
    Object.fromEntries(Object.keys(headers.shape).map((name) => [name, sent.get(name) ?? undefined])),
  );
}

/** Keeps what a refusal is to leave behind, and says of what is not found whether it lies on an archived board. */
async function noteForPerson(userId: string, params: Params, error: DomainError): Promise<void> {
  await noteRefusal(userId, error);
  if (error.code === "not-found" && params.id !== undefined) await tellArchived(userId, params.id);
}

async function requireUser(request: Request, access: RouteAccess): Promise<Authenticated> {
  const caller = await authenticateInTime(request);
  if (!caller) {
    if (request.headers.has("authorization")) void countSecurityFailure({ event: "token-refused" });
    throw new DomainError("unauthenticated");
  }
  if (caller.via === "token" && !hasScope(caller.scopes, access)) {
    throw new DomainError("forbidden", {}, `This access token does not have the scope "${access}".`);
  }
  if (caller.via === "session" && access !== "read" && request.method !== "GET") {
    requireSameOrigin(request.headers);
  }
  const expected = request.headers.get(pageOwnerHeader);
  if (expected !== null && expected !== caller.userId) throw new DomainError("other-person");
  return caller;
}

function hasScope(held: readonly string[], access: RouteAccess): boolean {
  if (access === "public") return true;
  if (access === "metrics") return held.includes(access);
  return scopes.slice(scopes.indexOf(access)).some((scope) => held.includes(scope));
}

function toResponse(result: unknown, status: number): Response {
  if (result instanceof Response) return result;
  if (status === 204) return emptyResponse({ status, headers: { "Cache-Control": "no-store" } });
  return jsonResponse(result, { status, headers: jsonHeaders });
}
