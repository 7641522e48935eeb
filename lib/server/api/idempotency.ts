import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { idempotencyKey } from "@/lib/contracts/headers";
import type { Problem } from "@/lib/contracts/problem";
import type { DomainError } from "@/lib/domain/errors";
import { type KeptAnswer, runOnce } from "../command/run-once";
import { emptyResponse, jsonResponse } from "../http/json-response";
import { jsonHeaders, problemHeaders, toProblem } from "../http/problem";
import { validate } from "../http/validate";

type KeyedRequest = { userId: string; key: string; request: Request; bodyText: string };

const keyHeader = z.object({ "Idempotency-Key": idempotencyKey });

/** The Idempotency-Key of a request; null when it has none. Throws `invalid` for one that is empty or too long. */
export function readIdempotencyKey({ headers }: Request): string | null {
  const sent = { "Idempotency-Key": headers.get("Idempotency-Key") ?? undefined };
  return validate(keyHeader, sent)["Idempotency-Key"] ?? null;
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
  const init = { status: answer.status, headers: { ...headersOf(answer), ...(isRepeat && replayedHeader) } };
  return answer.body === null ? emptyResponse(init) : jsonResponse(answer.body, init);
}

/** A refusal as an answer to keep; null for failures that a repeat may get past. */
function toKeptRefusal(error: DomainError): KeptAnswer | null {
  const problem = toProblem(error);
  return problem.status < 500 ? problem : null;
}

function headersOf({ status, body }: KeptAnswer): Record<string, string> {
  return status >= 400 ? problemHeaders((body as Problem).code) : jsonHeaders;
}
