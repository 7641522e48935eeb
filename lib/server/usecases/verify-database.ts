import "server-only";
import { listAllBoardIds } from "../store/boards";
import { type CheckResult, runChecks } from "../store/verification";
import { findUnrecordedOverruns } from "./find-overruns";

export type { CheckResult } from "../store/verification";

/** Checks every invariant that the product promises; all is well when every `breaches` is 0. Changes nothing. */
export async function verifyDatabase(): Promise<CheckResult[]> {
  return [...(await runChecks()), await checkLimits()];
}

async function checkLimits(): Promise<CheckResult> {
  const examples: string[] = [];
  let breaches = 0;
  for (const boardId of await listAllBoardIds()) {
    for (const { cardId, limitId, count, max, version } of await findUnrecordedOverruns(boardId)) {
      breaches += 1;
      if (examples.length < 5)
        examples.push(`card ${cardId} made ${count} of ${max} under limit ${limitId} at version ${version}`);
    }
  }
  return {
    check: "no card newly came under a full limit of any kind, unless by an override",
    breaches,
    examples,
  };
}
