import "server-only";
import { z } from "zod";
import { pageOwnerHeader } from "@/lib/contracts/page-owner";
import { DomainError } from "@/lib/domain/errors";
import { countSecurityFailure } from "../audit/record-security-event";
import { type Authenticated, authenticate } from "../auth/authenticate";
import { authenticateInTime } from "../auth/token-guesses";
import { requireSameOrigin } from "../http/check-origin";
import { jsonHeaders, problemResponse } from "../http/problem";
import { readJson } from "../http/read-body";
import { addressOf } from "../http/request-facts";
import { validate, validateParams } from "../http/validate";
import { fromOrigin } from "../network/origin";
import { tellArchived } from "../usecases/boards/find-archived-board";
import { noteRefusal } from "../usecases/limits/note-refusal";
import { answerOnce, readIdempotencyKey } from "./idempotency";

/** Somebody signed in, whose token has this scope or a wider one. What they may do is the use case's to decide. */
export type RouteAccess = (typeof scopes)[number] | "metrics";

/** From narrow to wide; each holds the ones before it. */
const scopes = ["read", "write", "admin"] as const;

export type RouteInput<P, Q, B> = {
  userId: string;
  params: P;
  query: Q;
  body: B;
  request: Request;
  /** Whether the session or token with which this request came is still good; for answers that stay open. */
  isStillSignedIn: () => Promise<boolean>;
  /** When the access token of this request ends; null for one without an end, and for a session. */
  tokenEndsAt: Date | null;
};

export type Route<P, Q, B> = {
  access: RouteAccess;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  /**
   * `stream`: nobody has read the body; the handler does, from `request`, once it has asked for the right to send it. An
   * Idempotency-Key is then the handler's business, too.
   */
  accepts?: "json" | "stream";
  /** Status of a success: 200 unless said; 204 sends no body. */
  status?: 200 | 201 | 204;
  maxBodyBytes?: number;
  /**
   * The request or the answer holds a secret. Nothing of either is kept for repeats, not even the request's fast hash,
   * from which a password could be guessed; so an Idempotency-Key has no effect.
   */
  holdsSecret?: boolean;
  /** Plain data becomes the JSON body; a Response is sent as it is. */
  handler: (input: RouteInput<P, Q, B>) => Promise<unknown>;
};

export type RouteHandler = (
  request: Request,
  context?: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/** A handler, with what it was made from: the one list of what the API takes. */
export type DefinedRoute = RouteHandler & { route: Route<unknown, unknown, unknown> };

const defaultMaxBodyBytes = 512 * 1024;
const noBody = z.unknown();
const uuid = z.uuid();

/** Answers shorter than this, in characters, go out as they are: packing them costs more than it saves. */
const packedFrom = 8_192;

/**
 * The one way in: who asks, from where, whether the request has its form, then the handler; every failure leaves as
 * problem+json. Writes are answered once per Idempotency-Key.
 */
export function defineRoute<P = unknown, Q = unknown, B = unknown>(route: Route<P, Q, B>): DefinedRoute {
  const handle: RouteHandler = async (request, context) => {
    const origin = { address: addressOf(request.headers) };
    return fromOrigin(origin, async () => {
      const caller: Caller = { userId: null };
      try {
        return withoutBody(request, await answer(route, request, context, caller));
      } catch (error) {
        return problemResponse(error, request, caller.userId);
      }
    });
  };
  return Object.assign(handle, { route: route as Route<unknown, unknown, unknown> });
}

/** Who a request turned out to come from; null until that is known. */
type Caller = { userId: string | null };

/** HEAD wants no body; one that never ends, such as a stream, is ended here. */
function withoutBody(request: Request, response: Response): Response {
  if (request.method !== "HEAD") return response;
  void response.body?.cancel();
  return new Response(null, response);
}

async function answer<P, Q, B>(
  route: Route<P, Q, B>,
  request: Request,
  context: Parameters<RouteHandler>[1],
  caller: Caller,
): Promise<Response> {
  const { userId, tokenEndsAt } = await requireUser(request, route.access);
  caller.userId = userId;
  const isStream = route.accepts === "stream";
  const body = isStream
    ? { text: "", value: undefined }
    : await readJson(request, route.maxBodyBytes ?? defaultMaxBodyBytes);
  const input: RouteInput<P, Q, B> = {
    userId,
    tokenEndsAt,
    request,
    params: validateParams(route.params ?? (noBody as z.ZodType<P>), (await context?.params) ?? {}),
    query: validate(
      route.query ?? (noBody as z.ZodType<Q>),
      Object.fromEntries(new URL(request.url).searchParams),
    ),
    body: validate(route.body ?? (noBody as z.ZodType<B>), body.value),
    isStillSignedIn: async () => {
      const caller = await authenticate(request);
      return caller?.userId === userId && hasScope(caller.scopes, route.access);
    },
  };
  const status = route.status ?? 200;
  const isKept = route.access !== "read" && request.method !== "GET" && !route.holdsSecret && !isStream;
  const key = isKept ? readIdempotencyKey(request) : null;
  try {
    if (key === null) return toResponse(await route.handler(input), status);
    return await answerOnce({ userId, key, request, bodyText: body.text }, async () => {
      const result = await route.handler(input);
      return { status, body: status === 204 ? null : (result ?? null) };
    });
  } catch (error) {
    if (error instanceof DomainError) await noteRefusal(userId, error);
    if (error instanceof DomainError && error.code === "not-found") {
      const named = uuid.safeParse((input.params as { id?: unknown } | undefined)?.id);
      if (named.success) await tellArchived(userId, named.data);
    }
    throw error;
  }
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
  if (access === "metrics") return held.includes(access);
  return scopes.slice(scopes.indexOf(access)).some((scope) => held.includes(scope));
}

function toResponse(result: unknown, status: number): Response {
  if (result instanceof Response) return result;
  if (status === 204) return new Response(null, { status, headers: { "Cache-Control": "no-store" } });
  const text = JSON.stringify(result);
  const headers =
    text.length < packedFrom ? { ...jsonHeaders, "Cache-Control": "no-store, no-transform" } : jsonHeaders;
  return new Response(text, { status, headers });
}
