import "server-only";

const name = "LoggedError";

/** What whoever is on the way of an answer is told that cannot be given: it has been logged, with what it was about. */
export class LoggedError extends Error {
  override readonly name = name;
}

/** Whether this is such an error, of any copy of this module. */
export function isLogged(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === name;
}
