// npm run bench [-- moves boards … --write]: every goal beside what was reached, with its references in the same run. `--write`
// puts what was measured into docs/benchmarks.md.
import pg from "pg";
import { serveProduct } from "../support/served-product.mjs";
import { openClient } from "./asking.mjs";
import { describeMachine } from "./machine.mjs";
import { measureBoards } from "./parts/boards.mjs";
import { measureDoors } from "./parts/doors.mjs";
import { measureManyBoards } from "./parts/many-boards.mjs";
import { measureMemory } from "./parts/memory.mjs";
import { measureMoves } from "./parts/moves.mjs";
import { measurePageOfReports } from "./parts/page-of-reports.mjs";
import { measurePages } from "./parts/pages.mjs";
import { makeLongHistory, measureReports } from "./parts/reports.mjs";
import { measureTogether } from "./parts/together.mjs";
import { findPostmaster } from "./processes.mjs";
import { asText, writeDocument } from "./results.mjs";

/** In this order: the memory is that of a server that has just begun, and what leaves much behind comes last. */
const parts = {
  memory: measureMemory,
  moves: measureMoves,
  together: measureTogether,
  doors: measureDoors,
  boards: measureBoards,
  pages: measurePages,
  "many-boards": measureManyBoards,
  reports: measureReports,
  "page-of-reports": measurePageOfReports,
};

const writes = process.argv.includes("--write");
const wanted = process.argv.slice(2).filter((word) => word !== "--write");
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(", ")}. There are: ${Object.keys(parts).join(", ")}.\n`);
  process.exit(1);
}

const product = await serveProduct(Number(process.env.PORT ?? 3918));
const client = openClient(product);
const database = new pg.Client({ connectionString: product.databaseUrl });
const results = [];
try {
  await database.connect();
  let made = null;
  const bench = {
    product,
    client,
    database,
    processes: { server: product.pid, postmaster: await findPostmaster(database) },
    history: () => {
      made ??= makeLongHistory(bench);
      return made;
    },
  };
  const machine = await describeMachine(database);
  process.stdout.write(`${machine}\n`);
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    // What the part before has left to do, PostgreSQL does now.
    await database.query("CHECKPOINT");
    const rows = await measure(bench);
    results.push({ name, rows });
    process.stdout.write(asText({ name, rows }));
    // After each part: what was measured stays, whatever becomes of the next.
    if (writes) writeDocument(machine, results);
    if (name === "moves") process.stdout.write(`  verify: ${verify()}\n`);
  }
} finally {
  client.close();
  await database.end();
  await product.stop();
}

/** What `admin verify` says, which ends with 1 where something is broken. */
function verify() {
  try {
    product.admin("verify");
    return "all holds";
  } catch (error) {
    return error.stdout?.match(/^BROKEN.*$/gm)?.join("; ") ?? String(error);
  }
}
