import { dayMs, hourMs } from "./duration";

/** What is known of a clock: the newest reading, and the latest instant that a later reading has confirmed (epoch ms). */
export type ClockState = { newest: number; confirmed: number | null };

/** How far a reading has to be beyond another one to confirm it. */
const confirmingMs = hourMs;

/** How far what is confirmed goes on with one reading at most. */
const maxStepMs = dayMs;

/**
 * What is known after one more reading of the clock (epoch ms).
 *
 * A reading confirms the one before when it is an hour or more beyond it: the clock went on from there. One that is before
 * it takes it back, and everything that was confirmed beyond. What is confirmed goes on by a day at most with each: a clock
 * that jumps years ahead confirms nothing if it comes back, and in the hours until somebody sees it little else.
 */
export function confirmClock(before: ClockState | null, reading: number): ClockState {
  if (!before) return { newest: reading, confirmed: null };
  const { newest, confirmed } = before;
  if (reading < newest)
    return { newest: reading, confirmed: confirmed === null ? null : Math.min(confirmed, reading) };
  if (reading - newest >= confirmingMs)
    return { newest: reading, confirmed: Math.min(newest, (confirmed ?? newest) + maxStepMs) };
  return before;
}
