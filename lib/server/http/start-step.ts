import { inWords, type Progress } from "../db/progress";

/** What a start is at. */
export type StartStep = Progress & {
  /** Since when, in milliseconds since 1970. */
  since: number;
};

/** Words that say how long something has taken already; a step knows that itself. */
const time = / \(for [^)]*\)$/;
const worthTellingMs = 3_000;

/** The step after some progress: a new one, or the same one as before, which has begun when it had begun. */
export function nextStep(before: StartStep, progress: Progress, now = Date.now()): StartStep {
  const words = progress.words.replace(time, "");
  return { ...progress, words, since: words === before.words ? before.since : now };
}

/** A step for people: `Building (for 12 s)`. */
export function stepInWords({ words, since }: StartStep, now = Date.now()): string {
  return now - since < worthTellingMs ? words : `${words} (for ${inWords(now - since)})`;
}

/** A step for programs. */
export function stepAsData(step: StartStep, now = Date.now()): object {
  const { words, since, ...count } = step;
  return { what: words, ...count, seconds: Math.floor((now - since) / 1_000) };
}
