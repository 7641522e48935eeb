import "server-only";
import { listAllBoardIds } from "../../store/board/boards";
import { listEntries } from "../../store/figures/limit-entries";
import { type CheckResult, runChecks } from "../../store/operation/verification";
import { findUnrecordedOverruns } from "./find-overruns";
import { findWrongEntries } from "./find-wrong-entries";
import { readBoardReplay } from "./read-board-replay";

export type { CheckResult } from "../../store/operation/verification";

const maxExamples = 5;

/** Checks every invariant that the product promises; all is well when every `breaches` is 0. Changes nothing. */
export async function verifyDatabase(): Promise<CheckResult[]> {
  return [...(await runChecks()), ...(await checkLimits())];
}

async function checkLimits(): Promise<CheckResult[]> {
  const overruns: string[] = [];
  const entries: string[] = [];
  for (const boardId of await listAllBoardIds()) {
    const recorded = await listEntries(boardId, 0n);
    const replay = await readBoardReplay(boardId);
    if (!replay) continue;
    for (const { cardId, limitId, count, max, version } of await findUnrecordedOverruns(replay))
      overruns.push(`card ${cardId} made ${count} of ${max} under limit ${limitId} at version ${version}`);
    for (const { cardId, limitId, at, isRecorded } of await findWrongEntries(replay, recorded))
      entries.push(
        `card ${cardId} under limit ${limitId} at ${new Date(at).toISOString()}: ` +
          (isRecorded ? "recorded, and no placement made it" : "made by a placement, and not recorded"),
      );
  }
  return [
    resultOf("no card newly came under a full limit of any kind, unless by an override", overruns),
    resultOf("the entries under limits are those that the placements make", entries),
  ];
}

const resultOf = (check: string, found: readonly string[]): CheckResult => ({
  check,
  breaches: found.length,
  examples: found.slice(0, maxExamples),
});
