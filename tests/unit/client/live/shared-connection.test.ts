import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BoardCursor, EventConnectionOptions, StreamState } from "@/lib/client/live/event-connection";
import { SharedConnection } from "@/lib/client/live/shared-connection";
import type { LiveEvent } from "@/lib/contracts/activity";

/** The browser's channel, with tabs that can be frozen: a frozen one hears nothing. */
class FakeChannel {
  static open = new Set<FakeChannel>();
  onmessage: ((event: { data: unknown }) => void) | null = null;
  isFrozen = false;
  constructor(readonly name: string) {
    FakeChannel.open.add(this);
  }
  postMessage(data: unknown): void {
    if (this.isFrozen) return;
    for (const other of FakeChannel.open) {
      if (other === this || other.name !== this.name || other.isFrozen) continue;
      queueMicrotask(() => other.onmessage?.({ data: structuredClone(data) }));
    }
  }
  close(): void {
    FakeChannel.open.delete(this);
  }
}

type Network = {
  options: EventConnectionOptions;
  cursors: readonly BoardCursor[];
  isOpen: boolean;
  doubts: number;
};
let networks: Network[] = [];

function openConnection(options: EventConnectionOptions) {
  const network: Network = { options, cursors: [], isOpen: true, doubts: 0 };
  networks.push(network);
  return {
    connect: () => {
      network.cursors = options.getCursors();
      options.onState(
        "live",
        network.cursors.map(({ boardId }) => boardId),
      );
    },
    doubt: () => {
      network.doubts++;
    },
    stop: () => {
      network.isOpen = false;
    },
  };
}

const openNetworks = () => networks.filter(({ isOpen }) => isOpen);

function openTab(boardId: string, version = 1, name = "line:ana") {
  const seen: number[] = [];
  const states: StreamState[] = [];
  const histories: string[] = [];
  const before = new Set(FakeChannel.open);
  let has = version;
  const line = new SharedConnection(
    name,
    {
      getCursors: () => [{ boardId, version: has }],
      onEvent: (event) => {
        if (event.boardId !== boardId || event.version <= has) return;
        has = event.version;
        seen.push(event.version);
      },
      onReset: () => undefined,
      onGone: () => undefined,
      onHistory: (history) => {
        if (histories.at(-1) !== history) histories.push(history);
      },
      onState: (state) => states.push(state),
    },
    openConnection,
  );
  const channel = [...FakeChannel.open].find((each) => !before.has(each)) as FakeChannel;
  return { line, seen, states, histories, channel };
}

const event = (boardId: string, version: number) => ({ boardId, version }) as LiveEvent;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("BroadcastChannel", FakeChannel);
  vi.stubGlobal("document", { hidden: false });
  FakeChannel.open.clear();
  networks = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("ten tabs of three boards take one connection, and each hears its board", async () => {
  const tabs = Array.from({ length: 10 }, (_, index) => openTab(`board-${index % 3}`));
  await pass(5_000);
  expect(openNetworks()).toHaveLength(1);
  const [network] = openNetworks();
  expect(network?.cursors.map(({ boardId }) => boardId).sort()).toEqual(["board-0", "board-1", "board-2"]);
  network?.options.onEvent(event("board-1", 2));
  await pass(0);
  for (const [index, tab] of tabs.entries()) expect(tab.seen).toEqual(index % 3 === 1 ? [2] : []);
  expect(tabs.map(({ states }) => states.at(-1))).toEqual(tabs.map(() => "live"));
});

test("when the leader closes, another tab resumes at the oldest version that somebody has", async () => {
  const first = openTab("board");
  await pass(1_000);
  const [second, third] = [openTab("board"), openTab("board", 5)];
  await pass(1_000);
  networks[0]?.options.onEvent(event("board", 2));
  await pass(0);
  first.line.leave();
  await pass(5_000);
  expect(openNetworks()).toHaveLength(1);
  expect(openNetworks()[0]?.cursors).toEqual([{ boardId: "board", version: 2 }]);
  openNetworks()[0]?.options.onEvent(event("board", 6));
  await pass(0);
  expect([second.seen, third.seen]).toEqual([[2, 6], [6]]);
});

test("a frozen leader is found out, and gives way when it wakes", async () => {
  const first = openTab("board");
  await pass(1_000);
  const second = openTab("board");
  await pass(1_000);
  first.channel.isFrozen = true;
  second.line.doubt();
  await pass(2_500);
  expect(openNetworks()).toHaveLength(2);
  expect(second.states.at(-1)).toBe("live");
  first.channel.isFrozen = false;
  first.line.doubt();
  await pass(5_000);
  second.line.doubt();
  await pass(5_000);
  expect(openNetworks()).toHaveLength(1);
  expect([first.states.at(-1), second.states.at(-1)]).toEqual(["live", "live"]);
});

test("without any sign, a tab that is looked at finds a silent leader within five seconds", async () => {
  const first = openTab("board");
  await pass(1_000);
  openTab("board");
  await pass(1_000);
  first.channel.isFrozen = true;
  await pass(5_500);
  expect(openNetworks()).toHaveLength(2);
});

test("a doubt of any tab is a doubt of the one line", async () => {
  openTab("board");
  await pass(1_000);
  const second = openTab("board");
  await pass(1_000);
  second.line.doubt();
  await pass(0);
  expect(networks[0]?.doubts).toBe(1);
});

test("a tab that missed something gets it again", async () => {
  openTab("board", 7);
  await pass(1_000);
  networks[0]?.options.onEvent(event("board", 8));
  openTab("board", 3);
  await pass(1_000);
  expect(networks[0]?.cursors).toEqual([{ boardId: "board", version: 3 }]);
});

test("two people in one browser do not share a line", async () => {
  openTab("board", 1, "line:ana");
  openTab("board", 1, "line:ben");
  await pass(1_000);
  expect(openNetworks()).toHaveLength(2);
});

test("every tab hears that versions are counted anew, one that comes later and one that takes over, too", async () => {
  const [first, second] = [openTab("board"), openTab("board")];
  await pass(5_000);
  openNetworks()[0]?.options.onHistory("before");
  await pass(0);
  expect([first.histories, second.histories]).toEqual([["before"], ["before"]]);
  const third = openTab("board");
  await pass(1_000);
  expect(third.histories).toEqual(["before"]);
  first.line.leave();
  await pass(5_000);
  openNetworks()[0]?.options.onHistory("after");
  await pass(0);
  expect([second.histories, third.histories]).toEqual([
    ["before", "after"],
    ["before", "after"],
  ]);
});
