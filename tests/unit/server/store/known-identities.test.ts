import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Credential, Identity } from "@/lib/server/store/people/credential";
import {
  beginToKnow,
  forgetIdentities,
  recallIdentity,
  rememberWhile,
} from "@/lib/server/store/people/known-identities";

const session = (key: string): Credential => ({ kind: "session", key });
const identity: Identity = { userId: "u", scopes: null, expiresAt: null };

let heardUntilMs: number | null;
const prove = vi.fn();
const learn = (key: string, endsInMs: number | null = null) => beginToKnow(session(key))(identity, endsInMs);
/** Time passes, and everything that was said meanwhile has been heard. */
const pass = (ms: number) => {
  vi.advanceTimersByTime(ms);
  heardUntilMs = performance.now();
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  heardUntilMs = performance.now();
  prove.mockClear();
  rememberWhile({ heardUntilMs: () => heardUntilMs, prove });
});
afterEach(() => {
  rememberWhile(null);
  vi.useRealTimers();
});

test("an identity is recalled by its own kind and key alone", () => {
  learn("a");
  beginToKnow({ kind: "token", key: new Uint8Array([1, 2]) })({ ...identity, userId: "v" }, null);
  expect(recallIdentity(session("a"))).toBe(identity);
  expect(recallIdentity(session("b"))).toBeNull();
  expect(recallIdentity({ kind: "token", key: new Uint8Array([1, 2]) })?.userId).toBe("v");
  expect(recallIdentity({ kind: "token", key: new Uint8Array([1, 3]) })).toBeNull();
});

test("what was heard is proved anew in time, and believed for less than a second", () => {
  learn("a");
  vi.advanceTimersByTime(300);
  expect(recallIdentity(session("a"))).toBe(identity);
  expect(prove).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(recallIdentity(session("a"))).toBe(identity);
  expect(prove).toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  expect(recallIdentity(session("a"))).toBeNull();
  heardUntilMs = performance.now();
  expect(recallIdentity(session("a"))).toBe(identity);
});

test("nobody is recalled while nothing is heard, or when nobody has begun to listen", () => {
  learn("a");
  heardUntilMs = null;
  expect(recallIdentity(session("a"))).toBeNull();
  expect(prove).toHaveBeenCalled();
  rememberWhile(null);
  learn("a");
  expect(recallIdentity(session("a"))).toBeNull();
});

test("an answer that was asked for before a change is not remembered after it", () => {
  const remember = beginToKnow(session("a"));
  forgetIdentities();
  remember(identity, null);
  expect(recallIdentity(session("a"))).toBeNull();
});

test("an identity lasts no longer than its credential, from when it was asked for, and never long", () => {
  const remember = beginToKnow(session("short"));
  pass(400);
  remember(identity, 1_000);
  learn("long");
  pass(500);
  expect(recallIdentity(session("short"))).toBe(identity);
  pass(200);
  expect(recallIdentity(session("short"))).toBeNull();
  expect(recallIdentity(session("long"))).toBe(identity);
  pass(15_000);
  expect(recallIdentity(session("long"))).toBeNull();
});

test("no more than 5,000 are remembered, the latest", () => {
  for (let n = 0; n <= 5_000; n++) learn(String(n));
  expect(recallIdentity(session("0"))).toBeNull();
  expect(recallIdentity(session("1"))).toBe(identity);
  expect(recallIdentity(session("5000"))).toBe(identity);
});
