import type { z } from "zod";
import { type Problem, problem } from "@/lib/contracts/problem";
import { pageHeaders } from "./page-owner";

const signedOutWords =
  "You are signed out. Sign in again in another tab, then try again here: what you typed is kept.";

/** The server said no, in its own words. `problem.code` and its numbers say which way. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code === "unauthenticated" ? signedOutWords : problem.detail);
    this.name = "Refused";
  }
}

/** No answer that can be used: no network, none in time, a proxy's page, a failing server. Whether anything was written is unknown. */
export class Unreachable extends Error {
  constructor(readonly status: number | null) {
    super("The server did not answer. Check the connection and try again.");
    this.name = "Unreachable";
  }
}

type CallOptions<T extends z.ZodType> = {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  /** Shape of the answer; leave out for answers without a body. */
  answer?: T;
  signal?: AbortSignal;
  /** How the request is sent, again where that is wanted; unless said, once more after a moment. */
  deliver?: Deliver;
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
 * Writes carry an Idempotency-Key, so a lost answer or a busy board is asked for once more without doing anything
 * twice. Throws `Refused` for a problem+json answer, `Unreachable` for anything else that is not a success.
 */
export async function callApi<T extends z.ZodType = z.ZodVoid>(
  path: string,
  options: CallOptions<T> = {},
): Promise<z.infer<T>> {
  const isWrite = options.method !== undefined && options.method !== "GET";
  const headers: Record<string, string> = { Accept: "application/json", ...pageHeaders() };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (isWrite) headers["Idempotency-Key"] = options.key ?? newKey();
  const request: RequestInit = {
    method: options.method ?? "GET",
    headers,
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  };
  const withinMs = options.withinMs ?? (isWrite ? writeWithinMs : readWithinMs);
  const sendOnce = async (): Promise<z.infer<T>> => {
    const text = await fetchInTime(path, request, withinMs, options.signal);
    if (!options.answer) return undefined as z.infer<T>;
    const parsed = options.answer.safeParse(parseJson(text));
    if (!parsed.success) throw new Unreachable(200);
    return parsed.data;
  };
  if (options.deliver) return options.deliver(sendOnce);
  try {
    return await sendOnce();
  } catch (error) {
    if (options.signal?.aborted || !isWorthAnotherTry(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, secondTryAfterMs));
    return sendOnce();
  }
}

/**
 * The text of a successful answer, read within the time. Throws `Refused` and `Unreachable` as `callApi` does, and what
 * `signal` says when it is aborted.
 */
export async function fetchInTime(
  path: string,
  request: RequestInit,
  withinMs: number,
  signal?: AbortSignal,
): Promise<string> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), withinMs);
  try {
    const either = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
    const response = await fetch(`/api/v1${path}`, { ...request, signal: either });
    const text = await response.text();
    if (response.ok) return text;
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

function isWorthAnotherTry(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof Refused && error.problem.code === "busy";
}

/** What an answer that is no success means. */
export function toAnswerError(status: number, text: string): Refused | Unreachable {
  const parsed = problem.safeParse(parseJson(text));
  return parsed.success && parsed.data.code !== "internal"
    ? new Refused(parsed.data)
    : new Unreachable(status);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
