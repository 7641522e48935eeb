// How long each report of a board with a long history takes, of 12 months and of all history; of some of its cards; and after new moves.
import { moverOf } from "../boards.mjs";
import { loadHistory } from "../history.mjs";
import { measureEach, timeEach } from "../load.mjs";
import { makeReportedBoard, traitsOf } from "../reported-board.mjs";
import { median } from "../statistics.mjs";

const cards = 100_000;
const newMoves = 1_000;
const dayMs = 86_400_000;
const rounds = 5;
const warmUps = 2;
const maxMs = { whole: [200, 500], some: [200, 400] };
const maxMoreMs = 50;

const metricNames = [
  ...["cumulative-flow", "cycle-time", "lead-time", "throughput", "wip", "work-item-age", "queue-age"],
  ...["time-in-column", "flow-efficiency", "littles-law", "forecast", "process-behaviour", "service-level"],
  ...["constraint", "blockers", "overrides", "data-quality"],
];

const toDay = (at) => new Date(at).toISOString().slice(0, 10);
const ranges = [364, 5 * 365].map(
  (days) => `from=${toDay(Date.now() - days * dayMs)}&to=${toDay(Date.now())}`,
);

/** A board with the history, made once for all that is measured on it. */
export async function makeLongHistory({ client, database }) {
  const board = await makeReportedBoard(client);
  const traits = await traitsOf(client, board.id);
  const transitions = await loadHistory(database, board.id, board.columnIds, cards, { traits });
  return { ...board, traits, transitions };
}

const asWords = ([year, all]) =>
  `${year.ms.toFixed(0)} ms of 12 months, ${all.ms.toFixed(0)} ms of all history; CPU ${year.cpuMs.toFixed(0)} and ${all.cpuMs.toFixed(0)} ms`;
const goalOf = ([year, all]) => `at most ${year} ms of 12 months, ${all} ms of all history`;

/** For each range how long it takes, and what server and PostgreSQL use of CPU together. */
async function measureBoth({ client, processes }, addressOf) {
  const found = [];
  for (const range of ranges) {
    const each = await measureEach(processes, () => client.get(addressOf(range)), { rounds, warmUps });
    found.push({ ms: median(each.times), cpuMs: each.appMs + each.postgresMs });
  }
  return found;
}

const isWithin = (found, max) => found.every(({ ms }, index) => ms <= max[index]);

/** Every report of all cards: the slowest, and each. */
async function measureWhole(bench, id) {
  const reports = [];
  for (const name of metricNames)
    reports.push({
      name,
      found: await measureBoth(bench, (range) => `/boards/${id}/metrics/${name}?${range}`),
    });
  const slowest = [0, 1].map((range) =>
    reports.reduce((worst, each) => (each.found[range].ms > worst.found[range].ms ? each : worst)),
  );
  const found = slowest.map((each, range) => each.found[range]);
  return [
    {
      what: `The slowest of ${reports.length} reports`,
      goal: goalOf(maxMs.whole),
      reached: `${asWords(found)} (${slowest.map(({ name }) => name).join(", ")})`,
      isMet: isWithin(found, maxMs.whole),
    },
    ...reports.map((each) => ({ what: `Report ${each.name}`, reached: asWords(each.found) })),
  ];
}

/** Bands of the cards that carry a label, are somebody's, of a class, in a lane, of a type: each a fifth of all. */
async function measureSome(bench, { id, traits }) {
  const rows = [];
  for (const [name, value] of Object.entries(traits)) {
    const found = await measureBoth(
      bench,
      (range) => `/boards/${id}/metrics/cumulative-flow?${range}&${name}=${encodeURIComponent(value)}`,
    );
    rows.push({
      what: `Bands of some cards, by ${name}`,
      goal: goalOf(maxMs.some),
      reached: asWords(found),
      isMet: isWithin(found, maxMs.some),
    });
  }
  return rows;
}

/** How much longer a report takes when it is the first after many moves. */
async function measureAfterMoves(client, { id, columnIds }) {
  const [, ready, doing] = columnIds;
  const card = await client.post(`/boards/${id}/cards`, { columnId: ready, title: "It moves" });
  const move = moverOf(client, { columnIds: [ready, doing] }, card.id);
  const rows = [];
  for (const name of ["cumulative-flow", "cycle-time"]) {
    const ask = () => client.get(`/boards/${id}/metrics/${name}?${ranges[0]}`);
    const usual = median(await timeEach(ask, { rounds, warmUps }));
    for (let n = 0; n < newMoves; n++) await move();
    const [after] = await timeEach(ask, { rounds: 1, warmUps: 0 });
    rows.push({
      what: `Report ${name}, the first after ${newMoves.toLocaleString("en")} new moves`,
      goal: `at most ${maxMoreMs} ms more`,
      reached: `${(after - usual).toFixed(0)} ms more: ${after.toFixed(0)} ms, usually ${usual.toFixed(0)} ms`,
      isMet: after - usual <= maxMoreMs,
    });
  }
  return rows;
}

export async function measureReports(bench) {
  const { client, database } = bench;
  const board = await bench.history();
  const scan = median(
    await timeEach(
      () =>
        database.query(
          "SELECT count(*), max(at), min(to_column_id::text) FROM transition WHERE board_id = $1",
          [board.id],
        ),
      { rounds, warmUps },
    ),
  );
  return [
    {
      what: "The log scanned once by PostgreSQL, for comparison",
      reached: `${scan.toFixed(0)} ms: ${board.transitions.toLocaleString("en")} transitions of ${cards.toLocaleString("en")} cards`,
    },
    ...(await measureWhole(bench, board.id)),
    ...(await measureSome(bench, board)),
    ...(await measureAfterMoves(client, board)),
  ];
}
