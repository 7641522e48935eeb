/**
 * Lengths of time in milliseconds. A day is 24 hours here; how long a day of a board is, which knows summer time, says
 * `lib/flow/calendar`.
 */
export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
