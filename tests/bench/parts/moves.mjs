// What a move costs, beside the least that it could: a minimal function of the database, and a server that only answers. The three
// take turns, so that whatever else the machine does weighs on all of them; of several rounds the middle counts.
import { openClient } from "../asking.mjs";
import { makeBoard, moverOf } from "../boards.mjs";
import { workFor } from "../load.mjs";
import { countCpu } from "../processes.mjs";
import { openMinimalMoves } from "../reference/minimal-moves.mjs";
import { serveBare } from "../reference/serve-bare.mjs";
import { median, quantile } from "../statistics.mjs";

const boardCount = 20;
const cardCount = 50;
const clientCount = 64;
const rounds = 7;
const runMs = { product: 3_000, reference: 1_500 };

/** A run of some works at once: how many a second, how long each, and what the processes used for one. */
async function run(ms, processes, works) {
  const usedSince = countCpu(processes);
  const times = await workFor(ms, works);
  const { appMs, postgresMs } = usedSince();
  return {
    perSecond: times.length / (ms / 1_000),
    p50: median(times),
    p99: quantile(times, 0.99),
    appMs: appMs / times.length,
    postgresMs: postgresMs / times.length,
  };
}

const clientsOf = (list) => list.slice(0, clientCount);

/** Answers the rounds of moves at 64 clients over 20 boards, each with its references of the same moment. */
async function runRounds({ product, client, processes }) {
  const boards = [];
  for (let n = 0; n < boardCount; n++) boards.push(await makeBoard(client, cardCount, `Moves ${n}`));
  const perBoard = Math.ceil(clientCount / boardCount);
  const movers = boards.flatMap((board) =>
    board.cardIds.slice(0, perBoard).map((cardId) => moverOf(client, board, cardId)),
  );
  const minimal = await openMinimalMoves(product.databaseUrl, { boards: boardCount, cards: cardCount });
  const minimalMovers = Array.from({ length: clientCount }, (_, n) => minimal.moverOf(n + 1));
  const bare = await serveBare();
  const bareClient = openClient(bare);
  const askBare = () => bareClient.ask("POST", "/", { body: { columnId: boards[0].columnIds[0] } });
  const askers = Array.from({ length: clientCount }, () => askBare);
  try {
    await workFor(runMs.product, clientsOf(movers));
    await workFor(runMs.reference, minimalMovers);
    await workFor(runMs.reference, askers);
    const found = [];
    for (let round = 0; round < rounds; round++)
      found.push({
        product: await run(runMs.product, processes, clientsOf(movers)),
        minimal: await run(runMs.reference, processes, minimalMovers),
        bare: await run(runMs.reference, { ...processes, server: bare.pid }, askers),
      });
    const one = await run(runMs.product, processes, movers.slice(0, 1));
    const together = await makeBoard(client, clientCount, "Moves, all on one board");
    const sameBoard = together.cardIds.map((cardId) => moverOf(client, together, cardId));
    await workFor(runMs.reference, sameBoard);
    return { found, one, oneBoard: await run(runMs.product, processes, sameBoard) };
  } finally {
    bareClient.close();
    bare.stop();
    await minimal.close();
  }
}

export async function measureMoves(bench) {
  const { found, one, oneBoard } = await runRounds(bench);
  const middle = (of) => median(found.map(of));
  const ratio = middle(({ product, minimal }) => product.postgresMs / minimal.postgresMs);
  const share = middle(({ product, bare }) => product.perSecond / bare.perSecond);
  const appMs = middle(({ product }) => product.appMs);
  const postgresMs = middle(({ product }) => product.postgresMs);
  const wall = ({ perSecond, p50, p99 }) =>
    `${perSecond.toFixed(0)} a second, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`;
  return [
    {
      what: "CPU of PostgreSQL a move, three limits on the board",
      goal: "at most 3 × the minimal function",
      reached: `${ratio.toFixed(1)} ×: ${postgresMs.toFixed(2)} ms`,
      beside: `minimal function: ${middle(({ minimal }) => minimal.postgresMs).toFixed(2)} ms`,
      isMet: ratio <= 3,
    },
    {
      what: "CPU of the server a move",
      goal: "at most 2 ms",
      reached: `${appMs.toFixed(2)} ms`,
      beside: `bare server, a request: ${middle(({ bare }) => bare.appMs).toFixed(2)} ms`,
      isMet: appMs <= 2,
    },
    {
      what: "Moves, 64 clients over 20 boards",
      goal: "at least 0.07 of what a bare server answers",
      reached: `${share.toFixed(3)}: ${wall({
        perSecond: middle(({ product }) => product.perSecond),
        p50: middle(({ product }) => product.p50),
        p99: middle(({ product }) => product.p99),
      })}`,
      beside:
        `bare server: ${middle(({ bare }) => bare.perSecond).toFixed(0)} a second; ` +
        `minimal function without a server: ${middle(({ minimal }) => minimal.perSecond).toFixed(0)}`,
      isMet: share >= 0.07,
    },
    { what: "Moves, 64 clients on one board", reached: wall(oneBoard) },
    { what: "Moves, one client", reached: wall(one) },
  ];
}
