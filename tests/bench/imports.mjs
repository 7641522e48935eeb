// npm run bench:imports [cases events]: how long a long event log takes to come in, how much memory the server takes for
// it, and how long another person waits meanwhile; beside how long she waits when nothing is imported.
import { readFileSync } from "node:fs";
import { serveProduct } from "../support/served-product.mjs";
import { makeEventLog } from "./event-log.mjs";

const [cases = 13_000, events = 240_854] = process.argv.slice(2).map(Number);
const quietMs = 10_000;
const askEveryMs = 50;

const product = await serveProduct(3917);
const api = `${product.address}/api/v1`;
const headers = { Authorization: `Bearer ${product.token}` };
const print = (name, text) => process.stdout.write(`${name.padEnd(34)}${text}\n`);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function send(path, init = {}) {
  const json = init.json && { method: "POST", body: JSON.stringify(init.json) };
  const answer = await fetch(`${api}${path}`, {
    ...init,
    ...json,
    headers: { ...headers, ...(json && { "Content-Type": "application/json" }), ...init.headers },
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${body.detail}`);
  return body;
}

/** Resident memory of the server with all its threads, in MB. */
const memory = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pid}/status`, "utf8"))[1]) / 1024;

/** Another person, on a board of her own, who asks and moves a card twenty times a second until `stop`. */
function beginOther({ cardId, columnIds }) {
  const waits = [];
  let isOver = false;
  const timed = async (work) => {
    const begun = performance.now();
    await work();
    waits.push(performance.now() - begun);
  };
  const ended = (async () => {
    for (let n = 1; !isOver; n++) {
      await timed(() => send("/me"));
      await timed(() => send(`/cards/${cardId}/move`, { json: { columnId: columnIds[n % 2] } }));
      await pause(askEveryMs);
    }
  })();
  return async () => {
    isOver = true;
    await ended;
    waits.sort((a, b) => a - b);
    const at = (share) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))].toFixed(0);
    return `${waits.length} requests, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
  };
}

async function makeBoard() {
  const { id, columns } = await send("/boards", {
    json: {
      name: "Bench",
      columns: [
        { name: "Waiting", kind: "queue" },
        { name: "Doing", kind: "active" },
      ],
    },
  });
  const card = await send(`/boards/${id}/cards`, { json: { columnId: columns[0].id, title: "Hers" } });
  return { cardId: card.id, columnIds: columns.map((column) => column.id) };
}

try {
  const log = makeEventLog(cases, events);
  print(
    "log",
    `${events.toLocaleString("en")} events, ${cases.toLocaleString("en")} cases, ${(log.length / 1e6).toFixed(1)} MB`,
  );
  const board = await makeBoard();
  const warm = beginOther(board);
  await send("/imports?format=event-log", { method: "POST", body: makeEventLog(10, 100) });
  await pause(3_000);
  await warm();

  const quiet = beginOther(board);
  await pause(quietMs);
  print("another person, nothing imported", await quiet());

  const idle = memory();
  let peak = idle;
  const sampling = setInterval(() => {
    peak = Math.max(peak, memory());
  }, 50);
  const stop = beginOther(board);
  const begun = performance.now();
  const answer = await send("/imports?format=event-log", { method: "POST", body: log });
  const seconds = (performance.now() - begun) / 1000;
  print("another person meanwhile", await stop());
  clearInterval(sampling);
  print("import", `${seconds.toFixed(1)} s, ${answer.cards} cards, ${answer.transitions} transitions`);
  print("memory", `${idle.toFixed(0)} MB idle, ${(peak - idle).toFixed(0)} MB more at most`);
  print("verify", product.admin("verify").includes("BROKEN") ? "BROKEN" : "ok");
} finally {
  await product.stop();
}
