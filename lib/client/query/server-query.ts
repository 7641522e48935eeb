import type { z } from "zod";
import { callApi } from "../http/api";
import type { AnswerOptions } from "./answer-options";

/** What is asked of the server, and the shape of its answer. Nothing is changed by it. */
export type ServerQuery<S extends z.ZodType> = {
  /** Behind `/api/v1`. */
  path: string;
  answer: S;
  /** For what does not fit into an address: then it is a POST. */
  body?: unknown;
  /** How long each try may take, where that is longer than usual. */
  withinMs?: number;
};

/** A query, told by what comes of its answer. */
export type QueryFor<T> = ServerQuery<z.ZodType<T>>;

/** The same query, with something else made of its answer. */
export function withAnswer<A, T>(query: QueryFor<A>, make: (answer: A) => T): QueryFor<T> {
  return { ...query, answer: query.answer.transform((answer) => make(answer)) };
}

/** What makes two queries the same. */
export function keyOf(
  query: ServerQuery<z.ZodType> | null,
  { since = [], of }: Pick<AnswerOptions, "since" | "of">,
): readonly unknown[] {
  return [query?.path ?? null, query?.body ?? null, of ?? null, ...since];
}

/**
 * Asks the server, after a rest of `restMs` in which `signal` may still call it off. Throws as `callApi` does, and what
 * `signal` says when it is aborted.
 */
export async function askServer<S extends z.ZodType>(
  { path, answer, body, withinMs }: ServerQuery<S>,
  signal: AbortSignal,
  restMs = 0,
): Promise<z.infer<S>> {
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
