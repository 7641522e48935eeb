import "server-only";
import type { ImportAnswer, ImportJobView, StartedImport } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { type JsonResponse, jsonResponse } from "../http/json-response";
import { jsonHeaders, problemHeaders, toProblem } from "../http/problem";
import type { ImportJob } from "../usecases/imports/follow-import";
import { replayedHeader } from "./idempotency";

function refusalOf(job: ImportJob): DomainError {
  if (job.state === "cancelled") return new DomainError("cancelled");
  const { code, details, message } = job.refusal ?? { code: "internal", details: {}, message: null };
  return new DomainError(code, details, message ?? undefined);
}

/** An import as the API shows it to who follows it. */
export function toJobView({ refusal, answer, requestHash: _, ...job }: ImportJob): ImportJobView {
  return {
    ...job,
    ...(answer && { answer }),
    ...(refusal && {
      problem: toProblem(refusalOf({ refusal, answer, requestHash: _, ...job }), job.id).body,
    }),
  };
}

/** Whether the end of an import is an answer that a repeat gets, too; failures of ours are none. */
export function isAnswer(job: ImportJob): boolean {
  if (job.finishedAt === null || job.state === "done") return true;
  return toProblem(refusalOf(job)).status < 500;
}

/** The answer to who waited for the end of an import. */
export function toImportResponse(job: ImportJob, isRepeat: boolean): JsonResponse<ImportAnswer> {
  const repeated = isRepeat ? replayedHeader : {};
  if (job.answer) return jsonResponse(job.answer, { status: 201, headers: { ...jsonHeaders, ...repeated } });
  const refusal = refusalOf(job);
  const { status, body } = toProblem(refusal, job.id);
  const headers = { ...problemHeaders(refusal.code, refusal.details), ...repeated };
  return jsonResponse(body, { status, headers }) as JsonResponse<never>;
}

/** The answer to who follows an import that has begun. */
export function startedResponse(id: string, isRepeat: boolean): JsonResponse<StartedImport> {
  const headers = {
    ...jsonHeaders,
    Location: `/api/v1/imports/${id}`,
    "Preference-Applied": "respond-async",
    ...(isRepeat && replayedHeader),
  };
  return jsonResponse({ id }, { status: 202, headers });
}
