import { callApi } from "../http/api";
import { mapShape, type Shape } from "../http/shape";
import type { AnswerOptions } from "./answer-options";

/** What is asked of the server, and the shape of its answer. Nothing is changed by it. */
export type ServerQuery<T> = {
  /** Behind `/api/v1`. */
  path: string;
  answer: Shape<T>;
  /** For what does not fit into an address: then it is a POST. */
  body?: unknown;
  /** How long each try may take, where that is longer than usual. */
  withinMs?: number;
};

/** The same query, with something else made of its answer. */
export function withAnswer<A, T>(query: ServerQuery<A>, make: (answer: A) => T): ServerQuery<T> {
  return { ...query, answer: mapShape(query.answer, make) };
}

/** What makes two queries the same. */
export function keyOf(
  query: ServerQuery<unknown> | null,
  { since = [], of }: Pick<AnswerOptions, "since" | "of">,
): readonly unknown[] {
  return [query?.path ?? null, query?.body ?? null, of ?? null, ...since];
}

/**
 * Asks the server, after a rest of `restMs` in which `signal` may still call it off. Throws as `callApi` does, and what
 * `signal` says when it is aborted.
 */
export async function askServer<T>(
  { path, answer, body, withinMs }: ServerQuery<T>,
  signal: AbortSignal,
  restMs = 0,
): Promise<T> {
  if (restMs > 0) await rest(restMs, signal);
  const method = body === undefined ? "GET" : "POST";
  return callApi(path, { method, body, answer, withinMs, signal });
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
