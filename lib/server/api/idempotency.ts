import "server-only";
import { createHash } from "node:crypto";
import type { Problem } from "@/lib/contracts/problem";
import { DomainError } from "@/lib/domain/errors";
import { type KeptAnswer, runOnce } from "../command/run-once";
import { jsonHeaders, problemHeaders, toProblem } from "../http/problem";

type KeyedRequest = { userId: string; key: string; request: Request; bodyText: string };

const longestKey = 200;

/** The Idempotency-Key of a request; null when it has none. Throws `invalid` for one that is empty or too long. */
export function readIdempotencyKey(request: Request): string | null {
  const key = request.headers.get("idempotency-key");
  if (key === null || (key.length > 0 && key.length <= longestKey)) return key;
  throw new DomainError("invalid", {
    errors: [{ path: "Idempotency-Key", message: `1 to ${longestKey} characters.` }],
  });
}

/** Marks an answer that was given before. */
export const replayedHeader = { "Idempotency-Replayed": "true" };

/**
 * Answers a write once per person and key: a repeat gets the first answer, marked by `Idempotency-Replayed`, and
 * changes nothing. Refusals are answers too; failures of ours are not, and the repeat then runs.
 */
export async function answerOnce(keyed: KeyedRequest, work: () => Promise<KeptAnswer>): Promise<Response> {
  const { userId, key, request, bodyText } = keyed;
  const { pathname, search } = new URL(request.url);
  const requestHash = createHash("sha256")
    .update(`${request.method} ${pathname}${search}\n${bodyText}`)
    .digest("hex");
  const { answer, isRepeat } = await runOnce({ userId, key, requestHash }, work, toKeptRefusal);
  return new Response(answer.body === null ? null : JSON.stringify(answer.body), {
    status: answer.status,
    headers: { ...headersOf(answer), ...(isRepeat && replayedHeader) },
  });
}

/** A refusal as an answer to keep; null for failures that a repeat may get past. */
function toKeptRefusal(error: DomainError): KeptAnswer | null {
  const problem = toProblem(error);
  return problem.status < 500 ? problem : null;
}

function headersOf({ status, body }: KeptAnswer): Record<string, string> {
  return status >= 400 ? problemHeaders((body as Problem).code) : jsonHeaders;
}
