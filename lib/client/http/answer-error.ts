import type { Problem } from "@/lib/contracts/problem";
import { errorCodes } from "@/lib/domain/errors";
import { isOutdated } from "./release";

const signedOutWords =
  "You are signed out. Sign in again in another tab, then try again here: what you typed is kept.";
const outdatedWords =
  "Sluice has been updated since this page was opened. If this looks wrong, reload the page, then try again.";
/** Refusals that may only mean that the page and the server are of two releases. */
const codesOfAge: readonly Problem["code"][] = [
  "invalid",
  "not-found",
  "method-not-allowed",
  "unsupported-media-type",
];
const passingCodes: readonly Problem["code"][] = ["busy", "unavailable", "interrupted"];

/** The server refused. `problem.code` and its numbers say why to the program, its detail says so to people. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(wordsOf(problem));
    this.name = "Refused";
  }
}

/** No answer that can be used: no network, none in time, a proxy's page, a failing server. Whether anything was written is unknown. */
export class Unreachable extends Error {
  constructor(readonly status: number | null) {
    super("The server did not answer. Check the connection and try again.");
    this.name = "Unreachable";
  }
}

/** The server did what was asked, and this page, which is of another release, cannot read the answer. */
export class Outdated extends Error {
  constructor() {
    super(
      "Sluice has been updated since this page was opened, and the page cannot read the answer. Reload it to see how things are; what you typed is kept.",
    );
    this.name = "Outdated";
  }
}

/** What an answer that is no success means. */
export function toAnswerError(status: number, text: string): Refused | Unreachable {
  const problem = toProblem(parseJson(text));
  return problem && problem.code !== "internal" ? new Refused(problem) : new Unreachable(status);
}

/**
 * What was sent as a refusal; null where it is none that this page can say. Of what else it tells, a member that is of
 * another shape than this page knows is left out, as another release may have written it.
 */
export function toProblem(sent: unknown): Problem | null {
  if (!isThing(sent)) return null;
  const { code, title, detail, status } = sent;
  const isProblem =
    [code, title, detail].every(isText) &&
    Number.isInteger(status) &&
    (errorCodes as readonly unknown[]).includes(code);
  if (!isProblem) return null;
  const known = Object.entries(sent).filter(
    ([name, value]) => !Object.hasOwn(members, name) || members[name]?.(value),
  );
  return Object.fromEntries(known) as Problem;
}

type Test = (value: unknown) => boolean;
type Thing = Record<string, unknown>;

const isText: Test = (value) => typeof value === "string";
const isThing = (value: unknown): value is Thing => typeof value === "object" && value !== null;
const isListOf = (test: Test) => (value: unknown) => Array.isArray(value) && value.every(test);
const isThingOf = (tests: Record<string, Test>) => (value: unknown) =>
  isThing(value) && Object.entries(tests).every(([name, test]) => test(value[name]));

const limitShape = {
  id: isText,
  max: Number.isInteger,
  mode: isText,
  columnIds: isListOf(isText),
  count: Number.isInteger,
};
const isHolders = isListOf(
  isThingOf({ cardId: isText, number: Number.isInteger, title: isText, enteredColumnAt: isText }),
);

/** The members that some page makes use of, by hand: a refusal is said even where no contract can be loaded any more. */
const members: Readonly<Record<string, Test>> = {
  errors: isListOf(isThingOf({ path: isText, message: isText })),
  limit: isThingOf(limitShape),
  limits: isListOf(isThingOf({ ...limitShape, holders: isHolders })),
  holders: isHolders,
  overridable: (value) => typeof value === "boolean",
  cardId: isText,
  index: Number.isInteger,
  columnId: isText,
  reason: isText,
  policies: isListOf(isThingOf({ id: isText, text: isText })),
  headers: isListOf(isText),
} satisfies { [Name in keyof Problem]?: Test };

/** Whether a failure passes by itself: no answer, or a server that says that it cannot do its work just now. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof Refused && passingCodes.includes(error.problem.code);
}

/** What a text says as JSON; null where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function wordsOf({ code, detail }: Problem): string {
  if (code === "unauthenticated") return signedOutWords;
  return isOutdated() && codesOfAge.includes(code) ? `${detail} ${outdatedWords}` : detail;
}
