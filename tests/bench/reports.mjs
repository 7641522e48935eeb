// npm run bench: how long the server takes to open each report of a board with a long history.
import pg from "pg";
import { owner } from "../support/served-product.mjs";
import { loadHistory } from "./history.mjs";

const cards = 100_000;
const warmUps = 5;
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
const limited = ["Ready", "Doing", "Review", "Test"];

async function makeBoard(product) {
  const answer = await fetch(`${product.address}/api/v1/boards`, {
    method: "POST",
    headers: { Authorization: `Bearer ${product.token}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      name: "Long history",
      timeZone: "Europe/Berlin",
      columns: Object.entries(kinds).map(([name, kind]) => ({
        name,
        kind,
        ...(limited.includes(name) && { limit: { max: 5_000, mode: "reason" } }),
      })),
    }),
  });
  return answer.json();
}

const metricNames = [
  ...["cumulative-flow", "cycle-time", "lead-time", "throughput", "wip", "work-item-age", "queue-age"],
  ...["time-in-column", "flow-efficiency", "littles-law", "forecast", "process-behaviour", "service-level"],
  ...["constraint", "blockers", "overrides", "data-quality"],
];

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

async function time(work) {
  for (let round = 0; round < warmUps; round++) await work();
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return median(times);
}

/** Signs in as a browser does. Answers the cookies. */
async function signIn(product) {
  const cookies = new Map();
  const keep = (answer) => {
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = cookie.split(";")[0].split(/=(.*)/);
      cookies.set(name, value);
    }
  };
  const headers = () => ({ Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") });
  const csrf = await fetch(`${product.address}/api/auth/csrf`);
  keep(csrf);
  const { csrfToken } = await csrf.json();
  const { email, password } = owner;
  const signedIn = await fetch(`${product.address}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { ...headers(), Origin: product.address },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    redirect: "manual",
  });
  keep(signedIn);
  return headers();
}

async function get(address, headers) {
  const answer = await fetch(address, { headers, redirect: "error" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

/**
 * Loads the history into a new board and prints how long each report takes for 12 months and for all history, beside
 * what one scan of the same rows takes.
 */
export async function benchReports(product, print) {
  const client = new pg.Client({ connectionString: product.databaseUrl });
  await client.connect();
  const { id, columns } = await makeBoard(product);
  const columnIds = columns.map((column) => column.id);
  const transitions = await loadHistory(client, id, columnIds, cards);
  const scan = await time(() =>
    client.query("SELECT count(*), max(at), min(to_column_id::text) FROM transition WHERE board_id = $1", [
      id,
    ]),
  );
  await client.end();
  print("the log scanned once", `${scan.toFixed(0)} ms, ${cards} cards, ${transitions} transitions`);
  const to = Date.now();
  const ranges = [364, 5 * 365].map((days) => `from=${toDay(to - days * dayMs)}&to=${toDay(to)}`);
  const timeBoth = async (name, addressOf, headers) => {
    const times = [];
    for (const range of ranges)
      times.push(await time(() => get(product.address + addressOf(range), headers)));
    print(name, `${times.map((ms) => `${ms.toFixed(0)} ms`).join(" of 12 months, ")} of all history`);
  };
  const withToken = { Authorization: `Bearer ${product.token}` };
  for (const name of metricNames)
    await timeBoth(`report ${name}`, (range) => `/api/v1/boards/${id}/metrics/${name}?${range}`, withToken);
  await timeBoth(
    "bands of the cards of one class",
    (range) => `/api/v1/boards/${id}/metrics/cumulative-flow?${range}&classOfService=standard`,
    withToken,
  );
  const withCookies = await signIn(product);
  await timeBoth("all reports as one page", (range) => `/boards/${id}/reports?${range}`, withCookies);
  const flow = await time(() => get(`${product.address}/flow`, withCookies));
  print("the page of all boards", `${flow.toFixed(0)} ms`);
}
