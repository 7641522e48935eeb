import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Refused, Unreachable } from "@/lib/client/http/answer-error";
import { Patience } from "@/lib/client/http/patience";
import type { Problem } from "@/lib/contracts/problem";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const refused = (code: Problem["code"]) =>
  new Refused({ type: "about:blank", title: code, status: 503, detail: code, code });

/** Sends something that fails so often before it is answered; what came of it, after how many tries. */
async function send(failures: readonly Error[], isKnownAgain = true) {
  const patience = new Patience();
  const waiting: number[] = [];
  patience.subscribe(() => waiting.push(patience.getWaiting()));
  let tries = 0;
  const sent = patience
    .deliver(
      async () => {
        const failure = failures[tries++];
        if (failure) throw failure;
        return "saved";
      },
      { isKnownAgain },
    )
    .catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(240_000);
  return { outcome: await sent, tries, waiting };
}

test("a restart is waited out, which is told while it lasts: nobody answers, a proxy says so, the server starts", async () => {
  const failures = [
    new Unreachable(null),
    new Unreachable(502),
    refused("unavailable"),
    refused("unavailable"),
  ];
  expect(await send(failures)).toEqual({ outcome: "saved", tries: 5, waiting: [1, 0] });
});

test("a server that stays away is given up after three minutes, in words", async () => {
  const { outcome, tries, waiting } = await send(Array.from({ length: 1_000 }, () => new Unreachable(null)));
  expect(outcome).toBeInstanceOf(Unreachable);
  expect(tries).toBeGreaterThan(8);
  expect(tries).toBeLessThan(60);
  expect(waiting).toEqual([1, 0]);
});

test("a fault of the server, and a busy board, are asked once more and not told", async () => {
  for (const failure of [new Unreachable(500), refused("busy")]) {
    expect(await send([failure])).toEqual({ outcome: "saved", tries: 2, waiting: [] });
    expect(await send([failure, failure])).toMatchObject({ outcome: failure, tries: 2 });
  }
});

test("a refusal is an answer", async () => {
  const no = refused("wip-limit-exceeded");
  expect(await send([no])).toEqual({ outcome: no, tries: 1, waiting: [] });
});

test("what the server would not know again is not sent again while it may have been done", async () => {
  const doubts = [
    new Unreachable(null),
    new Unreachable(502),
    refused("interrupted"),
    refused("unavailable"),
  ];
  for (const doubtful of doubts)
    expect(await send([doubtful], false)).toMatchObject({ outcome: doubtful, tries: 1 });
  expect(await send([refused("busy")], false)).toMatchObject({ outcome: "saved", tries: 2 });
});

test("a board that is busy with what was sent before is waited for", async () => {
  const failures = [new Unreachable(null), refused("busy"), refused("busy"), new Unreachable(500)];
  expect(await send(failures)).toEqual({ outcome: "saved", tries: 5, waiting: [1, 0] });
});
