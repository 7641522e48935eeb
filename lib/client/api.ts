import type { z } from "zod";
import { type Problem, problem } from "@/lib/contracts/problem";

/** The server said no, in its own words. `problem.code` and its numbers say which way. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = "Refused";
  }
}

/** No answer that can be used: no network, a proxy's page, a failing server. Whether anything was written is unknown. */
export class Unreachable extends Error {
  constructor(readonly status: number | null) {
    super("The server could not be reached. Check the connection and try again.");
    this.name = "Unreachable";
  }
}

type CallOptions<T extends z.ZodType> = {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  /** Shape of the answer; leave out for answers without a body. */
  answer?: T;
  signal?: AbortSignal;
};

const secondTryAfterMs = 400;

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
  const headers: Record<string, string> = { Accept: "application/json" };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (isWrite) headers["Idempotency-Key"] = newKey();
  const request: RequestInit = {
    method: options.method ?? "GET",
    headers,
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    ...(options.signal && { signal: options.signal }),
  };
  try {
    return await send(path, request, options.answer);
  } catch (error) {
    if (options.signal?.aborted || !isWorthAnotherTry(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, secondTryAfterMs));
    return send(path, request, options.answer);
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

async function send<T extends z.ZodType>(
  path: string,
  request: RequestInit,
  shape: T | undefined,
): Promise<z.infer<T>> {
  const response = await fetch(`/api/v1${path}`, request).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Unreachable(null);
  });
  if (!response.ok) throw await toError(response);
  if (!shape) return undefined as z.infer<T>;
  const parsed = shape.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new Unreachable(response.status);
  return parsed.data;
}

async function toError(response: Response): Promise<Refused | Unreachable> {
  const parsed = problem.safeParse(await response.json().catch(() => null));
  return parsed.success && parsed.data.code !== "internal"
    ? new Refused(parsed.data)
    : new Unreachable(response.status);
}
