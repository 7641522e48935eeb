import type { ErrorCode } from "@/lib/domain/errors";

/** With what a route refuses that may bring a card under a limit. */
export const admissionRefusals = [
  "wip-limit-exceeded",
  "override-stale",
  "column-locked",
] as const satisfies ErrorCode[];

/** With what a route refuses that changes a card which has to be on the board. */
export const absentCardRefusals = ["card-archived", "card-transferred"] as const satisfies ErrorCode[];
