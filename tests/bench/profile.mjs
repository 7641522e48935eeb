// npm run profile [-- move open report]: where the time of a piece of work goes, in the database and in the server. Counts are
// exact; times are those of the clock, with the instruments on: compare them with each other.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveProduct } from "../support/served-product.mjs";
import { openClient } from "./asking.mjs";
import { makeBoard, moverOf } from "./boards.mjs";
import { loadHistory } from "./history.mjs";
import { countCpu, findPostmaster } from "./processes.mjs";
import { askForCounts, openCounts, shorten } from "./profiling/database-side.mjs";
import { readProfile, sumUp } from "./profiling/server-side.mjs";
import { makeReportedBoard } from "./reported-board.mjs";

const heaviest = 10;
const nsPerUs = 1_000n;
const dayMs = 86_400_000;

/** What is looked at: each is made ready once, and answers what is then done `times` times. */
const works = {
  move: {
    what: "A move, on a board of 200 cards with three limits",
    times: 400,
    prepare: async ({ client }) => {
      const board = await makeBoard(client, 200);
      return moverOf(client, board, board.cardIds[0]);
    },
  },
  open: {
    what: "A board of 200 cards opened, another each time, since one that was opened lately is answered from memory",
    times: 100,
    prepare: async ({ client }) => {
      const ids = [];
      for (let n = 0; n < works.open.times; n++) ids.push((await makeBoard(client, 200)).id);
      let opened = 0;
      return () => client.get(`/boards/${ids[opened++ % ids.length]}`);
    },
  },
  report: {
    what: "Cumulative flow of 12 months, of a board with 10,000 cards and some 100,000 transitions",
    times: 50,
    prepare: async ({ client, database }) => {
      const { id, columnIds } = await makeReportedBoard(client);
      await loadHistory(database, id, columnIds, 10_000);
      const day = (at) => new Date(at).toISOString().slice(0, 10);
      const range = `from=${day(Date.now() - 364 * dayMs)}&to=${day(Date.now())}`;
      return () => client.get(`/boards/${id}/metrics/cumulative-flow?${range}`);
    },
  },
};

const print = (line = "") => process.stdout.write(`${line}\n`);
const number = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(2)).padStart(9);

/** The heaviest rows by a column, under the names of their columns. */
function printHeaviest(title, rows, by, columns, nameOf) {
  print(`\n  ${title}`);
  print(`  ${columns.map(([name]) => name.padStart(9)).join("")}`);
  for (const row of [...rows].sort((a, b) => b[by] - a[by]).slice(0, heaviest))
    print(`  ${columns.map(([, column]) => number(row[column])).join("")}  ${nameOf(row)}`);
}

function printDatabase({ functions, statements, tables }) {
  const calls = functions.reduce((sum, row) => sum + row.calls, 0);
  printHeaviest(
    `functions of the database: ${calls.toFixed(1)} calls of ${functions.length} functions`,
    functions,
    "self_ms",
    [
      ["calls", "calls"],
      ["self ms", "self_ms"],
      ["all ms", "total_ms"],
    ],
    ({ name }) => name,
  );
  for (const [title, isTop] of [
    ["statements that the server sends, and those of triggers at commit", true],
    ["statements inside of functions", false],
  ])
    printHeaviest(
      title,
      statements.filter(({ toplevel }) => toplevel === isTop),
      "total_ms",
      [
        ["calls", "calls"],
        ["ms", "total_ms"],
        ["rows", "rows"],
      ],
      ({ name }) => shorten(name),
    );
  printHeaviest(
    "tables: scans, rows that were read, and those written (HOT: without touching an index)",
    tables,
    "scans",
    [
      ["scans", "scans"],
      ["read", "read"],
      ["new", "inserted"],
      ["changed", "updated"],
      ["HOT", "hot"],
      ["gone", "deleted"],
    ],
    ({ name }) => name,
  );
}

function printServer({ functions, parts }) {
  const sum = parts.reduce((total, { selfMs }) => total + selfMs, 0);
  printHeaviest(
    `parts of the server: ${sum.toFixed(2)} ms`,
    parts,
    "selfMs",
    [["self ms", "selfMs"]],
    ({ name }) => name,
  );
  const ran = functions.filter(({ where }) => where !== "");
  const nameOf = ({ name, where }) => `${name}  ${where}`;
  const columns = [
    ["self ms", "selfMs"],
    ["all ms", "totalMs"],
  ];
  printHeaviest("functions of the server by what they take themselves", ran, "selfMs", columns, nameOf);
  printHeaviest(
    "functions of the project with all that they call",
    ran.filter(({ part }) => /^(lib|app|scripts|instrumentation)/.test(part)),
    "totalMs",
    columns,
    nameOf,
  );
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in works));
if (unknown.length > 0) {
  print(`There is no ${unknown.join(", ")}. There are: ${Object.keys(works).join(", ")}.`);
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), "sluice-profile-"));
const product = await serveProduct(Number(process.env.PORT ?? 3918), {
  nodeArguments: ["--cpu-prof", `--cpu-prof-dir=${folder}`, "--cpu-prof-interval=500"],
});
const findings = [];
let pid;
try {
  const instruments = await askForCounts(product.databaseUrl);
  await product.pause();
  await product.resume();
  pid = product.pid;
  const counts = await openCounts(product.findDatabase(), instruments);
  const client = openClient(product);
  const processes = { server: pid, postmaster: await findPostmaster(counts.client) };
  for (const name of wanted.length > 0 ? wanted : Object.keys(works)) {
    const { what, times, prepare } = works[name];
    const work = await prepare({ client, database: counts.client });
    for (let n = 0; n < times; n++) await work();
    const window = { times };
    const usedSince = countCpu(processes);
    let used;
    const database = await counts.measure(times, async () => {
      usedSince();
      window.fromUs = Number(process.hrtime.bigint() / nsPerUs);
      for (let n = 0; n < times; n++) await work();
      window.toUs = Number(process.hrtime.bigint() / nsPerUs);
      used = usedSince();
    });
    findings.push({ what, window, used, database });
  }
  client.close();
  await counts.close();
} finally {
  await product.pause();
  const profile = pid && readProfile(folder, pid);
  for (const { what, window, used, database } of findings) {
    const { fromUs, toUs, times } = window;
    print(`\n${what}; each figure is for one of ${times}`);
    print(
      `  CPU: server ${(used.appMs / times).toFixed(2)} ms, PostgreSQL ${(used.postgresMs / times).toFixed(2)} ms;` +
        ` from asking to answer ${((toUs - fromUs) / 1_000 / times).toFixed(2)} ms`,
    );
    printDatabase(database);
    printServer(sumUp(profile, window));
  }
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
}
