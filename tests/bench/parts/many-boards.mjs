// Whether anything grows with the number of boards: the same work before and after 3,000 more were made. The second is beside the first by
// minutes, so what weighs on the machine meanwhile is told by the minimal function, which is asked again, too.
import { makeBoard, moverOf } from "../boards.mjs";
import { workFor } from "../load.mjs";
import { countCpu } from "../processes.mjs";
import { openMinimalMoves } from "../reference/minimal-moves.mjs";
import { median } from "../statistics.mjs";

const more = 3_000;
const atOnce = 16;
const rounds = 5;
const runMs = 1_500;
/** By how much two measurements of the same differ on a machine that has other things to do. */
const tolerance = 1.25;

async function makeMore(client) {
  let left = more;
  const make = async () => {
    while (left-- > 0)
      await client.post("/boards", {
        name: `One of many ${left}`,
        columns: [
          { name: "Ready", kind: "queue" },
          { name: "Doing", kind: "active", limit: { max: 3 } },
          { name: "Done", kind: "done" },
        ],
      });
  };
  await Promise.all(Array.from({ length: atOnce }, make));
}

export async function measureManyBoards({ product, client, database, processes }) {
  const board = await makeBoard(client, 200, "One among many");
  const minimal = await openMinimalMoves(product.databaseUrl, { boards: 1, cards: 200 });
  const move = moverOf(client, board, board.cardIds[0]);
  const works = {
    move,
    // A board that has not changed would be answered from memory.
    open: async () => {
      await move();
      await client.get(`/boards/${board.id}`);
    },
    minimal: minimal.moverOf(1),
  };
  const measure = async () => {
    const found = { move: [], open: [], minimal: [] };
    for (const work of Object.values(works)) await workFor(runMs, [work]);
    for (let round = 0; round < rounds; round++)
      for (const [name, work] of Object.entries(works)) {
        const usedSince = countCpu(processes);
        const { length } = await workFor(runMs, [work]);
        const { appMs, postgresMs } = usedSince();
        found[name].push({ appMs: appMs / length, postgresMs: postgresMs / length });
      }
    const middle = (list, of) => median(list.map((each) => each[of]));
    const each = Object.entries(found).map(([name, list]) => [
      name,
      { appMs: middle(list, "appMs"), postgresMs: middle(list, "postgresMs") },
    ]);
    return Object.fromEntries(each);
  };
  try {
    const before = await measure();
    await makeMore(client);
    // What PostgreSQL does by itself within a minute: it looks at how many rows there are now.
    await database.query("ANALYZE");
    const after = await measure();
    const drift = after.minimal.postgresMs / before.minimal.postgresMs;
    const sum = ({ appMs, postgresMs }) => appMs + postgresMs;
    const words = ({ appMs, postgresMs }) =>
      `server ${appMs.toFixed(2)} ms, PostgreSQL ${postgresMs.toFixed(2)} ms`;
    return [
      ["move", "A move"],
      ["open", "A move, and a board of 200 cards opened after it"],
    ].map(([name, what]) => {
      const growth = sum(after[name]) / sum(before[name]) / drift;
      return {
        what: `${what}, CPU with ${more.toLocaleString("en")} boards more`,
        goal: "as before",
        reached: `${growth.toFixed(2)} ×: ${words(after[name])}; before, ${words(before[name])}`,
        beside: `minimal function meanwhile: ${drift.toFixed(2)} ×`,
        isMet: growth <= tolerance,
      };
    });
  } finally {
    await minimal.close();
  }
}
