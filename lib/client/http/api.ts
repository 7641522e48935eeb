import { isPassing, Outdated, Refused, toAnswerError, Unreachable } from "./answer-error";
import { pageHeaders } from "./page-owner";
import { patience } from "./patience";
import { isOutdated, isOwnRelease, noteRelease } from "./release";
import type { Shape } from "./shape";

type CallOptions<T> = {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  /** Shape of the answer; leave out for answers without a body. */
  answer?: Shape<T>;
  signal?: AbortSignal;
  /** How the request is sent, again where that is wanted; unless said, a write waits a while for a server that is away. */
  deliver?: Deliver;
  /** The request or its answer holds a secret: the server does not know it again, and it is never sent twice in doubt. */
  holdsSecret?: boolean;
  /** Where `path` is; `/api/v1` unless said. */
  below?: "/api/v1" | "/api/auth";
  /** Whether to pass over the browser's own copy, which may be of another history. */
  isAnew?: boolean;
  /** How long each try may take. */
  withinMs?: number;
  /** The Idempotency-Key of a write that may be repeated later; one of its own unless said. */
  key?: string;
};

/** Sends a request until it is content with the outcome. Each call of `sendOnce` is one try of the same request. */
export type Deliver = <T>(sendOnce: () => Promise<T>) => Promise<T>;

const secondTryAfterMs = 400;
/** Reports of long histories take their time. */
const readWithinMs = 30_000;
const writeWithinMs = 10_000;
/** For what makes or changes thousands of rows at once. */
export const longWriteMs = 120_000;

/**
 * One call of the HTTP contract. `path` starts behind `/api/v1`.
 *
 * Writes carry an Idempotency-Key, so that one whose answer was lost, or that found the server away, is sent again without
 * doing anything twice. Throws `Refused` for a problem+json answer, `Outdated` for one that only another release
 * understands, `Unreachable` for anything else that is not a success.
 */
export async function callApi<T = void>(path: string, options: CallOptions<T> = {}): Promise<T> {
  const isWrite = options.method !== undefined && options.method !== "GET";
  const headers: Record<string, string> = { Accept: "application/json", ...pageHeaders() };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (isWrite) headers["Idempotency-Key"] = options.key ?? newKey();
  const request: RequestInit = {
    method: options.method ?? "GET",
    headers,
    ...(options.isAnew && { cache: "reload" }),
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  };
  const withinMs = options.withinMs ?? (isWrite ? writeWithinMs : readWithinMs);
  const address = (options.below ?? "/api/v1") + path;
  const sendOnce = async (): Promise<T> => {
    const { text, isOwn } = await fetchInTime(address, request, withinMs, options.signal);
    if (!options.answer) return undefined as T;
    try {
      return await options.answer(JSON.parse(text), isOwn);
    } catch {
      throw isOutdated() ? new Outdated() : new Unreachable(200);
    }
  };
  if (options.deliver) return options.deliver(sendOnce);
  if (isWrite)
    return patience.deliver(sendOnce, { signal: options.signal, isKnownAgain: !options.holdsSecret });
  try {
    return await sendOnce();
  } catch (error) {
    if (options.signal?.aborted || !isPassing(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, secondTryAfterMs));
    return sendOnce();
  }
}

/**
 * The text of a successful answer, read within the time, and whether the page's own release gave it. Throws `Refused` and `Unreachable` as `callApi` does, and what
 * `signal` says when it is aborted.
 */
async function fetchInTime(
  address: string,
  request: RequestInit,
  withinMs: number,
  signal?: AbortSignal,
): Promise<{ text: string; isOwn: boolean }> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), withinMs);
  try {
    const either = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
    const response = await fetch(address, { ...request, signal: either });
    noteRelease(response.headers);
    const text = await response.text();
    if (response.ok) return { text, isOwn: isOwnRelease(response.headers) };
    throw toAnswerError(response.status, text);
  } catch (error) {
    if (signal?.aborted || error instanceof Refused || error instanceof Unreachable) throw error;
    throw new Unreachable(null);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A key that no other request has. `crypto.randomUUID` alone would tie the board to HTTPS, and a team's own server
 * often speaks plain HTTP on its own network.
 */
export function newKey(): string {
  return typeof crypto.randomUUID === "function"
    ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
        byte.toString(16).padStart(2, "0"),
      ).join("");
}
