import "server-only";
import { createHash } from "node:crypto";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { networksOf } from "../network/network-address";
import { countAttempt, giveBack } from "./attempt-counts";
import { type AttemptCounts, waitBefore } from "./slow-down";
import { type Seat, WaitingRoom } from "./waiting-room";

/** A try at a secret that a person knows. */
export type Attempt = {
  /** Which door it is made at; each counts for itself. */
  door: "sign-in" | "password";
  /** What names the account at that door. */
  account: string;
  /** Network address that it comes from. */
  address: string;
  /** Whether the account has been used from this network before. */
  isFamiliar: boolean;
};

/** How it went: `slowedMs` is what it was made to wait. */
export type Outcome<T> = { result: T; slowedMs: number };

const room = oncePerProcess("attempts at passwords", () => new WaitingRoom());
/** At once: of one account from one place, of one network, of the nets around it, and of everybody. */
const maxAtOnce = { pair: 2, caller: 8, wider: 32, all: 512 };

/**
 * Tests a secret, sooner or later: the more tries have failed, the longer the next one waits, and only so many wait at
 * once. Nobody is locked out. Somebody on a network that the account was used from before is not slowed down by other
 * people's failures. `test` answers null for a wrong secret; a right one clears the failures of this account from here.
 * Throws `rate-limited` with when to try again, `busy` when too many wait in all, and whatever `test` throws, which
 * counts as no failure.
 */
export async function tryInTime<T>(
  attempt: Attempt,
  test: () => Promise<T | null>,
): Promise<Outcome<T | null>> {
  const keys = keysOf(attempt);
  const all = [...keys.shared, keys.pair];
  const { counts, isOwn } = await countAttempt(all);
  const of = (key: string) => counts.get(key) ?? 0;
  const read: AttemptCounts = {
    pair: of(keys.pair),
    caller: of(keys.caller),
    wider: Math.max(0, ...keys.wider.map(of)),
    account: of(keys.account),
  };
  const slowedMs = waitBefore(read, attempt.isFamiliar, isOwn);
  try {
    const result = await room.within(seatsOf(attempt, keys), slowedMs, test);
    if (result !== null) await forget(keys, read.pair);
    return { result, slowedMs };
  } catch (error) {
    // What was not tested was no failure.
    await giveBack(all, 1);
    throw error;
  }
}

type Keys = {
  pair: string;
  account: string;
  caller: string;
  wider: string[];
  ownNets: string[];
  shared: string[];
};

function keysOf({ door, account, address }: Attempt): Keys {
  const { caller, wider, isOneParty } = networksOf(address);
  const key = (kind: string, ...parts: string[]) =>
    `${door}:${kind}:${createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 22)}`;
  const keys = {
    pair: key("pair", account, caller),
    account: key("account", account),
    caller: key("caller", caller),
    wider: wider.map((net) => key("net", net)),
    // Strangers share the nets around an IPv4 address: one may slow the others there, but not take their seats.
    ownNets: isOneParty ? wider.map((net) => key("net", net)) : [],
  };
  return { ...keys, shared: [keys.account, keys.caller, ...keys.wider] };
}

/** Who is at home here does not compete with strangers for a seat. */
function seatsOf({ isFamiliar }: Attempt, keys: Keys): Seat[] {
  const pair = { key: keys.pair, max: maxAtOnce.pair };
  if (isFamiliar) return [pair];
  return [
    pair,
    { key: keys.caller, max: maxAtOnce.caller },
    ...keys.ownNets.map((key) => ({ key, max: maxAtOnce.wider })),
    { key: "all", max: maxAtOnce.all, isForAll: true },
  ];
}

async function forget(keys: Keys, points: number): Promise<void> {
  await Promise.all([giveBack([keys.pair], points), giveBack(keys.shared, points)]);
}
