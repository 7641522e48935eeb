// npm run bench: how fast the product moves cards and opens reports over HTTP, clients and server on this machine.
import { serveProduct } from "../support/served-product.mjs";
import { benchReports } from "./reports.mjs";

const runMs = 6_000;
const product = await serveProduct(3918);
const headers = { Authorization: `Bearer ${product.token}`, "Content-Type": "application/json" };

const post = (path, body) =>
  fetch(`${product.address}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });

async function makeBoard(cards, max = 10_000) {
  const answer = await post("/boards", {
    name: "Bench",
    columns: [
      { name: "Waiting", kind: "queue" },
      { name: "Doing", kind: "active", limit: { max } },
    ],
  });
  const { id, columns } = await answer.json();
  const cardIds = [];
  for (let n = 0; n < cards; n++) {
    cardIds.push(
      (await (await post(`/boards/${id}/cards`, { columnId: columns[0].id, title: `Card ${n}` })).json()).id,
    );
  }
  return { id, columnIds: columns.map((column) => column.id), cardIds };
}

const at = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);

/** Each client moves its own card to and fro until the time is over. */
async function moveFor(clients) {
  const times = [];
  const statuses = {};
  const end = performance.now() + runMs;
  await Promise.all(
    clients.map(async ({ cardId, columnIds }) => {
      for (let n = 1; performance.now() < end; n++) {
        const begun = performance.now();
        const answer = await post(`/cards/${cardId}/move`, { columnId: columnIds[n % 2] });
        await answer.text();
        times.push(performance.now() - begun);
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      }
    }),
  );
  times.sort((a, b) => a - b);
  const perSecond = (times.length / (runMs / 1000)).toFixed(0);
  return `${perSecond} moves/s, p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms, answers ${JSON.stringify(statuses)}`;
}

/** Many movers, one slot: how many get in. */
async function race() {
  const { id, columnIds, cardIds } = await makeBoard(200, 1);
  const begun = performance.now();
  const answers = await Promise.all(
    cardIds.map((cardId) => post(`/cards/${cardId}/move`, { columnId: columnIds[1] })),
  );
  const counts = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  const snapshot = await (await fetch(`${product.address}/api/v1/boards/${id}`, { headers })).json();
  const inside = snapshot.cards.filter((card) => card.columnId === columnIds[1]).length;
  return `answers ${JSON.stringify(counts)}, ${inside} in the column, ${(performance.now() - begun).toFixed(0)} ms`;
}

/** From sending a move until another client's stream tells of it. */
async function liveDelay() {
  const { id, columnIds, cardIds } = await makeBoard(1);
  const stream = await fetch(`${product.address}/api/v1/boards/${id}/events`, { headers });
  const reader = stream.body.getReader();
  const decoder = new TextDecoder();
  const times = [];
  for (let n = 1; n <= 50; n++) {
    const begun = performance.now();
    const sent = post(`/cards/${cardIds[0]}/move`, { columnId: columnIds[n % 2] });
    for (let text = ""; !text.includes("card.moved"); ) text += decoder.decode((await reader.read()).value);
    times.push(performance.now() - begun);
    await (await sent).text();
  }
  await reader.cancel();
  times.sort((a, b) => a - b);
  return `p50 ${at(times, 0.5)} ms, max ${at(times, 1)} ms`;
}

try {
  const one = await makeBoard(64);
  const clientsOf = ({ cardIds, columnIds }) => cardIds.map((cardId) => ({ cardId, columnIds }));
  await moveFor(clientsOf(one).slice(0, 4));
  const print = (name, figures) => process.stdout.write(`${name.padEnd(34)}${figures}\n`);
  print("1 client", await moveFor(clientsOf(one).slice(0, 1)));
  print("64 clients, one board", await moveFor(clientsOf(one)));
  const many = await Promise.all(Array.from({ length: 20 }, () => makeBoard(4)));
  print("64 clients, 20 boards", await moveFor(many.flatMap(clientsOf).slice(0, 64)));
  print("200 movers, one slot", await race());
  print("a move seen by another client", await liveDelay());
  process.stdout.write(`${product.admin("verify")}\n`);
  await benchReports(product, print);
} finally {
  await product.stop();
}
