// What a page loads later is loaded already, so that no test waits for it.
import "@/lib/contracts/activity";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { releaseWatch } from "@/lib/client/http/release";
import { EventConnection, type StreamState } from "@/lib/client/live/event-connection";

const boardId = "01920000-0000-7000-8000-000000000001";

/** What the server says on each connection, and when each was asked for. */
let connections: { at: number; say: (text: string) => void; end: () => void }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  connections = [];
  vi.stubGlobal("fetch", async () => {
    let control!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        control = controller;
      },
    });
    const say = (text: string) => control.enqueue(new TextEncoder().encode(text));
    connections.push({ at: Date.now(), say, end: () => control.close() });
    return new Response(body, { headers: { "X-Sluice-Release": "two" } });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open() {
  const states: StreamState[] = [];
  const line = new EventConnection({
    getCursors: () => [{ boardId, version: 1 }],
    onEvent: () => undefined,
    onReset: () => undefined,
    onGone: () => undefined,
    onHistory: () => undefined,
    onState: (state) => states.push(state),
  });
  line.connect();
  return { line, states };
}

test("a change that this page cannot read ends the line and is called by its name, not live", async () => {
  const { line, states } = open();
  await vi.advanceTimersByTimeAsync(0);
  const change = { boardId, version: 2, type: "card.taught-to-fly", at: "2026-11-27T12:00:00Z" };
  connections[0]?.say(`id: 2\nevent: change\ndata: ${JSON.stringify(change)}\n\n`);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(states).toEqual(["live", "outdated"]);
  expect(connections).toHaveLength(1);
  line.stop();
});

test.each(["reset", "gone"])(
  "so does a %s that it cannot read: the board may be another than is shown",
  async (event) => {
    const { line, states } = open();
    await vi.advanceTimersByTimeAsync(0);
    connections[0]?.say(`event: ${event}\ndata: {"board":"of another release"}\n\n`);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states).toEqual(["live", "outdated"]);
    line.stop();
  },
);

test("an event of which this page has never heard is passed over", async () => {
  const { line, states } = open();
  await vi.advanceTimersByTimeAsync(0);
  connections[0]?.say("event: weather\ndata: fair\n\n");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(states).toEqual(["live"]);
  line.stop();
});

test("a server that ends says when to come back, and is asked about then", async () => {
  const { line } = open();
  await vi.advanceTimersByTimeAsync(0);
  connections[0]?.say("retry: 1000\n: connected\n\n");
  connections[0]?.say("retry: 4000\n\n");
  await vi.advanceTimersByTimeAsync(0);
  const endedAt = Date.now();
  connections[0]?.end();
  await vi.advanceTimersByTimeAsync(10_000);
  const waitedMs = (connections[1]?.at ?? 0) - endedAt;
  expect(waitedMs).toBeGreaterThanOrEqual(2_000);
  expect(waitedMs).toBeLessThanOrEqual(6_000);
  line.stop();
});

test("the answer that opens the line tells the release", async () => {
  const noted = vi.spyOn(releaseWatch, "note");
  const { line } = open();
  await vi.advanceTimersByTimeAsync(0);
  expect(noted).toHaveBeenCalledWith("two");
  line.stop();
});
