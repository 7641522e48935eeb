import { secondMs } from "@/lib/domain/duration";

/**
 * How many failures of a quarter of an hour there are, this attempt counted: for the account from where the attempt comes
 * (`pair`), for the caller's network whatever the account, for the nets around it (the worst of them), and for the
 * account from anywhere.
 */
export type AttemptCounts = { pair: number; caller: number; wider: number; account: number };

/** Failures that cost nothing: people mistype. */
const free = { pair: 5, caller: 20, wider: 100, account: 20 };

/** The longest wait that each of the counts can cause, in ms. Nobody is ever refused for good: only made to wait. */
export const maxWaitMs = {
  pair: 8 * secondMs,
  caller: 4 * secondMs,
  wider: 2 * secondMs,
  account: 3 * secondMs,
};

/**
 * How long an attempt waits before its secret is looked at, in ms.
 *
 * `isFamiliar`: the account has been used from this network before. Then only its own failures from there count, so that
 * neither a flood from elsewhere nor what others do at a shared address is felt. `isStrict` counts double, for when
 * counts are kept by one process alone.
 */
export function waitBefore(counts: AttemptCounts, isFamiliar: boolean, isStrict = false): number {
  const beyond = (kind: keyof AttemptCounts) => Math.max(0, counts[kind] * (isStrict ? 2 : 1) - free[kind]);
  const doubled = beyond("pair") === 0 ? 0 : 2 ** Math.min(beyond("pair") - 1, 10) * (secondMs / 2);
  const waits = {
    pair: doubled,
    caller: isFamiliar ? 0 : (beyond("caller") * secondMs) / 4,
    wider: isFamiliar ? 0 : (beyond("wider") * secondMs) / 10,
    account: isFamiliar || beyond("account") === 0 ? 0 : maxWaitMs.account,
  };
  const kinds = Object.keys(waits) as (keyof AttemptCounts)[];
  return Math.max(...kinds.map((kind) => Math.min(waits[kind], maxWaitMs[kind])));
}
