export type Life = {
  phase: "starting" | "serving" | "draining" | "hurrying" | "ended";
  /** Status with which the process ends. */
  code: number;
  /** When the end was asked for, on the monotonic clock, in milliseconds. */
  stopAt: number;
};
export type LifeEvent =
  | { kind: "served" | "ended" }
  /** `failed`: the process ends by a fault of its own, with status 1. */
  | { kind: "signal" | "orphaned" | "failed"; at: number };
export const newborn: Life;
export function advance(life: Life, event: LifeEvent): { life: Life; act: "end" | "hurry" | null };
