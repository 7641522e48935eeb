// Many at the same moment: how many get the one free slot, and how soon another client is told of a move.
import { makeBoard, moverOf } from "../boards.mjs";
import { median, quantile } from "../statistics.mjs";

const movers = 200;
const toldTimes = 50;

/** Many movers, one slot: how many get in. */
async function race(client) {
  const { board, columns } = await client.post("/boards", {
    name: "One slot",
    columns: [
      { name: "Ready", kind: "queue" },
      { name: "Doing", kind: "active", limit: { max: 1 } },
    ],
  });
  const [ready, doing] = columns.map((column) => column.id);
  const items = Array.from({ length: movers }, (_, n) => ({ columnId: ready, title: `Card ${n}` }));
  const made = await client.post(`/boards/${board.id}/cards/import`, { items });
  const answers = await Promise.all(
    made.items.map(({ id }) => client.ask("POST", `/api/v1/cards/${id}/move`, { body: { columnId: doing } })),
  );
  const count = (wanted) => answers.filter(({ status }) => status === wanted).length;
  const { cards } = await client.get(`/boards/${board.id}`);
  return {
    let: count(200),
    refused: count(409),
    inside: cards.filter(({ columnId }) => columnId === doing).length,
  };
}

/** From sending a move until another client's stream tells of it, in ms. */
async function timeTelling({ product, client }) {
  const board = await makeBoard(client, 1, "Told");
  const stream = await fetch(`${product.address}/api/v1/boards/${board.id}/events`, {
    headers: { Authorization: `Bearer ${product.token}` },
  });
  const reader = stream.body.getReader();
  const decoder = new TextDecoder();
  const move = moverOf(client, board, board.cardIds[0]);
  const times = [];
  for (let n = 0; n < toldTimes; n++) {
    const begun = performance.now();
    const sent = move();
    for (let text = ""; !text.includes("card.moved"); ) text += decoder.decode((await reader.read()).value);
    times.push(performance.now() - begun);
    await sent;
  }
  await reader.cancel();
  return times;
}

export async function measureTogether(bench) {
  const { let: letIn, refused, inside } = await race(bench.client);
  const times = await timeTelling(bench);
  return [
    {
      what: `${movers} cards moved at once to one free slot`,
      goal: "one gets it, all others are refused",
      reached: `${letIn} let in, ${refused} refused, ${inside} there`,
      isMet: letIn === 1 && refused === movers - 1 && inside === 1,
    },
    {
      what: "A move seen by another client",
      reached: `p50 ${median(times).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms`,
    },
  ];
}
