// What a process that serves is about, and what an event means to it. Plain JavaScript, since it decides before
// anything is installed.

/** A signal that comes again within this time is the same one, passed on by npm or sent to the whole group. */
const sameSignalMs = 1_000;

/** The beginning: `starting`, then `serving`, `draining`, perhaps `hurrying`, and `ended`. */
export const newborn = { phase: "starting", code: 0, stopAt: Number.NEGATIVE_INFINITY };

/**
 * The life after an event, and what is to be done about it: `end` (once in a life), `hurry` (at most once, after that), or
 * nothing. A start that comes to its end after a stop was asked for does not serve, and one that fails then has not failed.
 */
export function advance(life, event) {
  const stay = { life, act: null };
  if (life.phase === "ended") return stay;
  if (event.kind === "ended") return { life: { ...life, phase: "ended" }, act: null };
  if (event.kind === "served")
    return life.phase === "starting" ? { life: { ...life, phase: "serving" }, act: null } : stay;
  if (life.phase === "starting" || life.phase === "serving") {
    const code = event.kind === "failed" ? 1 : 0;
    return { life: { phase: "draining", code, stopAt: event.at }, act: "end" };
  }
  const isAgain = event.kind === "signal" && event.at - life.stopAt >= sameSignalMs;
  if (life.phase === "draining" && isAgain) return { life: { ...life, phase: "hurrying" }, act: "hurry" };
  return stay;
}
