import { expect, test } from "vitest";
import { type Answer, lookEveryMs, SilenceWatch, type Watched } from "@/lib/server/db/silence-watch";

const patience = { askAfterMs: 1_500, maxMs: 4_500 };

/** A connection that is silent since an instant, on a clock of the test's own. */
class Connection implements Watched {
  isCut = false;
  constructor(
    readonly pid: number | null,
    public since: number | null,
    readonly patience = { askAfterMs: 1_500, maxMs: 65_000 },
  ) {}
  silentSince() {
    return this.isCut ? null : this.since;
  }
  cut() {
    this.isCut = true;
  }
}

/** Looks every quarter of a second until an instant, as a process does that nothing holds up. */
async function lookUntil(endMs: number, connections: Connection[], ask: (pids: number[]) => Answer) {
  let now = 0;
  let asked = 0;
  const watch = new SilenceWatch(
    () => connections,
    async (pids) => {
      asked++;
      return ask(pids);
    },
    () => now,
  );
  for (; now <= endMs; now += lookEveryMs) await watch.look();
  return { watch, asked };
}

test("a database that answers nobody is away, and its connections are lost within two seconds", async () => {
  const connections = [new Connection(1, 0), new Connection(2, 0)];
  const { watch } = await lookUntil(2_000, connections, () => null);
  expect(watch.isAway).toBe(true);
  expect(connections.map(({ isCut }) => isCut)).toEqual([true, true]);
});

test("a slow statement is left alone while the server works at it", async () => {
  const slow = new Connection(1, 0);
  const { watch, asked } = await lookUntil(60_000, [slow], () => new Map([[1, "active"]]));
  expect([watch.isAway, slow.isCut, asked > 0]).toEqual([false, false, true]);
});

test.each([
  ["the server knows nothing of it", new Map()],
  ["the server waits for a statement on it", new Map([[1, "idle"]])],
  ["the server waits for the next statement of a transaction", new Map([[1, "idle in transaction"]])],
])("a connection is lost when %s", async (_, answer) => {
  const dead = new Connection(1, 0);
  const { watch } = await lookUntil(2_000, [dead], () => answer);
  expect([watch.isAway, dead.isCut]).toEqual([false, true]);
});

test("an answer that comes while the database is asked saves its connection", async () => {
  const late = new Connection(1, 0);
  await lookUntil(2_000, [late], () => {
    late.since = 1_600;
    return new Map([[1, "idle"]]);
  });
  expect(late.isCut).toBe(false);
});

test.each([
  ["whose state may not be seen", new Map([[1, null]])],
  ["of a server that keeps no states", new Map([[1, "disabled"]])],
  ["that the database has no word of", "reachable" as const],
])("a connection %s is not given up while the database answers", async (_, answer) => {
  const connection = new Connection(1, 0);
  await lookUntil(30_000, [connection], () => answer);
  expect(connection.isCut).toBe(false);
});

test("a command is given up after its time, whatever the server says", async () => {
  const command = new Connection(1, 0, patience);
  await lookUntil(5_000, [command], () => new Map([[1, "active"]]));
  expect(command.isCut).toBe(true);
});

test("nobody is asked while nothing is owed", async () => {
  const { asked } = await lookUntil(10_000, [new Connection(1, null)], () => null);
  expect(asked).toBe(0);
});

test("a process that was held up itself reads its answers before it gives anything up", async () => {
  let now = 0;
  const command = new Connection(1, 0, patience);
  const watch = new SilenceWatch(
    () => [command],
    async () => null,
    () => now,
  );
  await watch.look();
  now = 20_000;
  await watch.look();
  expect([command.isCut, watch.isAway]).toEqual([false, false]);
});

test("a database that answers again is not away any more", async () => {
  let answer: Answer = null;
  const dead = new Connection(1, 0);
  let now = 0;
  const watch = new SilenceWatch(
    () => [dead],
    async () => answer,
    () => now,
  );
  for (; now <= 2_000; now += lookEveryMs) await watch.look();
  expect(watch.isAway).toBe(true);
  answer = new Map();
  await watch.look();
  expect(watch.isAway).toBe(false);
});
