import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findBrokenLogs, findExceeded, findLost, findPeaks, findVersionGaps } from "./checks";
import { act } from "./doors";
import { type ServedProduct, serveProduct } from "./product";
import { buildWorld, refresh, type World } from "./world";

// Everybody through every door at once, over real HTTP, while limits are tuned and SQL is typed by hand. Short here;
// `npm run stress` is 200 clients for a minute.

const seconds = Number(process.env.STRESS_SECONDS ?? 4);
const clients = Number(process.env.STRESS_CLIENTS ?? 40);
const firstPort = Number(process.env.STRESS_PORT ?? 30_000 + (process.pid % 5_000));

async function run(world: World): Promise<number> {
  const end = performance.now() + seconds * 1000;
  const isOn = () => performance.now() < end;
  const readers = [...world.boards.keys()].map(async (boardId) => {
    while (isOn()) {
      await refresh(world, boardId);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  });
  let acts = 0;
  await Promise.all([
    ...readers,
    ...Array.from({ length: clients }, async () => {
      while (isOn()) {
        await act(world);
        acts += 1;
      }
    }),
  ]);
  return acts;
}

function print(world: World, what: string, acts: number, peaks: ReadonlyMap<string, number>): void {
  const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0);
  const lines = [...world.tally]
    .sort(([, a], [, b]) => sum(b.values()) - sum(a.values()))
    .map(([door, counts]) => {
      const answers = [...counts].sort(([a], [b]) => a.localeCompare(b));
      return `  ${door.padEnd(38)} ${answers.map(([answer, times]) => `${answer}: ${times}`).join(", ")}`;
    });
  const typed = [...world.typed].map(([state, times]) => `${state}: ${times}`).join(", ");
  process.stdout.write(
    `\n${what}: ${clients} clients, ${seconds} s, ${acts} acts, ${world.told.length} transitions told\n` +
      `${lines.join("\n")}\n  typed SQL: ${typed}\n` +
      `  most cards at once: ${[...peaks].map(([name, peak]) => `${name} ${peak}`).join(", ")}\n`,
  );
}

describe.each([
  ["one process", 1],
  ["two processes on one database", 2],
])("%s", (processes, count) => {
  let product: ServedProduct;
  beforeAll(async () => {
    const ports = Array.from({ length: count }, (_, n) => firstPort + count * 10 + n);
    product = await serveProduct(inject("testServerUrl"), ports);
  });
  afterAll(() => product.stop());

  test.each([
    ["one board", 1],
    ["20 boards", 20],
  ])("%s", async (boards, boardCount) => {
    const world = await buildWorld(product, boardCount);
    const acts = await run(world);
    const [first = ""] = world.boards.keys();
    print(world, `${processes}, ${boards}`, acts, await findPeaks(product.client, first));

    const failures = [...world.tally].flatMap(([door, counts]) =>
      [...counts.keys()].filter((answer) => answer.startsWith("5")).map((answer) => `${door}: ${answer}`),
    );
    expect(failures).toEqual([]);
    for (const boardId of world.boards.keys()) {
      expect(await findExceeded(product.client, boardId)).toEqual([]);
    }
    expect(await findBrokenLogs(product.client)).toEqual([]);
    expect(await findVersionGaps(product.client)).toEqual([]);
    expect(await findLost(product.client, world.told)).toEqual([]);
    expect(world.told.length).toBeGreaterThan(0);
    const { rows } = await product.client.query(
      "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()",
    );
    expect(rows[0].deadlocks).toBe(0);
    const { code, output } = product.verify();
    expect(code, output).toBe(0);
  });
});
