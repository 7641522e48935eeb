// npm run bench: how long the server takes to open each report of a board with a long history.
import pg from "pg";
import { loadHistory } from "./history.mjs";

const cards = 100_000;
const rounds = 5;
const dayMs = 86_400_000;
const toDay = (at) => new Date(at).toISOString().slice(0, 10);

const kinds = {
  Backlog: "backlog",
  Ready: "queue",
  Doing: "active",
  Review: "queue",
  Test: "active",
  Done: "done",
};

async function makeBoard(product) {
  const answer = await fetch(`${product.address}/api/v1/boards`, {
    method: "POST",
    headers: { Authorization: `Bearer ${product.token}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      name: "Long history",
      timeZone: "Europe/Berlin",
      columns: Object.entries(kinds).map(([name, kind]) => ({ name, kind })),
    }),
  });
  return answer.json();
}

const metricNames = [
  ...["cumulative-flow", "cycle-time", "lead-time", "throughput", "wip", "work-item-age", "queue-age"],
  ...["time-in-column", "flow-efficiency", "littles-law", "forecast", "process-behaviour", "service-level"],
  ...["constraint", "blockers", "data-quality"],
];

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

async function time(work) {
  await work();
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return median(times);
}

/** Loads the history into a new board and prints, per metric, the time for 12 months and for all history. */
export async function benchReports(product, print) {
  const client = new pg.Client({ connectionString: product.databaseUrl });
  await client.connect();
  const { id, columns } = await makeBoard(product);
  const transitions = await loadHistory(
    client,
    id,
    columns.map((column) => column.id),
    cards,
  );
  await client.query("ANALYZE");
  await client.query("SET session_replication_role = replica");
  for (const projection of ["project_board", "project_paths"])
    await client.query(`SELECT ${projection}($1)`, [id]);
  await client.query("RESET session_replication_role");
  await client.query("VACUUM ANALYZE");
  const scan = await time(() =>
    client.query("SELECT count(*), max(at), min(to_column_id::text) FROM transition WHERE board_id = $1", [
      id,
    ]),
  );
  await client.end();
  print("the log scanned once", `${scan.toFixed(0)} ms, ${cards} cards, ${transitions} transitions`);
  const to = Date.now();
  const ranges = [364, 5 * 365].map((days) => `from=${toDay(to - days * dayMs)}&to=${toDay(to)}`);
  for (const name of metricNames) {
    const times = [];
    for (const range of ranges) {
      times.push(
        await time(async () => {
          const answer = await fetch(`${product.address}/api/v1/boards/${id}/metrics/${name}?${range}`, {
            headers: { Authorization: `Bearer ${product.token}` },
          });
          if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
          await answer.arrayBuffer();
        }),
      );
    }
    print(
      `report ${name}`,
      `${times.map((ms) => `${ms.toFixed(0)} ms`).join(" of 12 months, ")} of all history`,
    );
  }
}
