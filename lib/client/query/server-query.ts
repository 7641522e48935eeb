import type { z } from "zod";
import { callApi } from "../http/api";

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

/** What makes two queries the same. `since`: what has changed since the query was first asked, see `useAnswer`. */
export function keyOf(query: ServerQuery<z.ZodType> | null, since: readonly unknown[]): readonly unknown[] {
  return [query?.path ?? null, query?.body ?? null, ...since];
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
