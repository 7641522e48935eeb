import "server-only";
import { invalidField } from "@/lib/domain/errors";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { hashPassword } from "./password";

/** Guesses are counted from the beginning of a password; beyond this, counting costs more than it tells. */
const judgedLength = 32;
/** Scores go from 0 to 4; 3 withstands a hundred million guesses. */
const minScore = 3;

type Judge = {
  check(password: string, own: string[]): { score: number; feedback: { warning: string | null } };
};

/** The words and patterns that guessers try first are large, and are loaded when somebody chooses a password. */
async function loadJudge(): Promise<Judge> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
}

/**
 * Refuses a new password that would soon be guessed, with what to do. `own`: words that others know of the person, such as
 * the name and the e-mail address. Throws `invalid` at the field `password`.
 */
async function requireStrongPassword(password: string, own: readonly string[]): Promise<void> {
  const judge = await oncePerProcess("judge of passwords", loadJudge);
  const known = ["sluice", "kanban", ...own.flatMap(partsOf)];
  const { score, feedback } = judge.check(
    password.slice(0, judgedLength),
    known.filter((word) => word.length > 2),
  );
  if (score >= minScore) return;
  const why = feedback.warning ?? "This is easy to guess.";
  throw invalidField(
    "password",
    `${why} Take four or more words that have nothing to do with each other, or let a password manager make one.`,
  );
}

/** What somebody who knows a name would try: the whole, its parts, and the parts in a row. */
function partsOf(words: string): string[] {
  const parts = words.split(/[^\p{L}\p{N}]+/u);
  return [words, parts.join(""), ...parts];
}

/**
 * The hash of a password that somebody chose. The only way to one, so that no door forgets to judge it. `own` as in the
 * judging. Throws `invalid` with what to do.
 */
export async function hashNewPassword(password: string, own: readonly string[]): Promise<string> {
  await requireStrongPassword(password, own);
  return hashPassword(password);
}
