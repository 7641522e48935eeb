// What a page loads later is loaded already, so that no test waits for it.
import "@/lib/contracts/activity";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followBoard } from "@/lib/client/live/live-updates";

const boardId = "01920000-0000-7000-8000-000000000001";

let history: string;
let connections: { since: string | null; say: (text: string) => void; end: () => void }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("BroadcastChannel", undefined);
  history = "before";
  connections = [];
  vi.stubGlobal("fetch", async (address: string) => {
    let control!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        control = controller;
      },
    });
    connections.push({
      since: new URL(address, "http://localhost").searchParams.get("since"),
      say: (text) => control.enqueue(new TextEncoder().encode(text)),
      end: () => control.close(),
    });
    return new Response(body, { headers: { "X-Sluice-History": history } });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A tab that has a board at version 40; the server has it at `served` whenever it is read again. */
function open(served: number) {
  let has = 40;
  const rereads: boolean[] = [];
  const following = followBoard({
    boardId,
    getVersion: () => has,
    onEvent: () => undefined,
    onState: () => undefined,
    onReread: async (isAnew) => {
      rereads.push(isAnew);
      if (isAnew || served > has) has = served;
    },
  });
  return { following, rereads };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("a line that comes back to the same history reads nothing again", async () => {
  const { following, rereads } = open(40);
  await pass(100);
  connections[0]?.end();
  await pass(5_000);
  expect(connections.map(({ since }) => since)).toEqual(["40", "40"]);
  expect(rereads).toEqual([]);
  following.stop();
});

test("after a restore the board is read anew, though its version is higher, and followed from there", async () => {
  const { following, rereads } = open(45);
  await pass(100);
  history = "after";
  connections[0]?.end();
  await pass(5_000);
  expect(rereads).toEqual([true]);
  expect(connections.map(({ since }) => since)).toEqual(["40", "40", "45"]);
  following.stop();
});

test("a server that knows less than this page is believed", async () => {
  const { following, rereads } = open(12);
  await pass(100);
  connections[0]?.say(`event: reset\ndata: {"boardId":"${boardId}","version":12}\n\n`);
  await pass(1_000);
  expect(rereads).toEqual([true]);
  expect(connections.at(-1)?.since).toBe("12");
  following.stop();
});
