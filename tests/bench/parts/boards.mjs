// A board opened by the API after it has changed: as long as one person waits, and what the processes use for it. Opened again
// unchanged, it would be answered from memory.
import { makeBoard, moverOf } from "../boards.mjs";
import { countCpu } from "../processes.mjs";
import { median } from "../statistics.mjs";

/** What it took before, by number of cards, in ms: the goal is half of it. See docs/benchmarks.md. */
const beforeMs = { 200: 21, 1000: 45, 5000: 175 };
const rounds = 30;
const warmUps = 20;

/** Opens the board after each of some moves, and counts the opening alone. */
async function openChanged({ client, processes }, board) {
  const move = moverOf(client, board, board.cardIds[0]);
  const found = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    await move();
    const usedSince = countCpu(processes);
    const begun = performance.now();
    const { status, bytes } = await client.ask("GET", `/api/v1/boards/${board.id}`);
    const ms = performance.now() - begun;
    if (status !== 200) throw new Error(`A board answered ${status}.`);
    found.push({ ms, ...usedSince(), kB: bytes.length / 1_000 });
  }
  const middle = (of) => median(found.slice(warmUps).map(of));
  return {
    ms: middle(({ ms }) => ms),
    appMs: middle(({ appMs }) => appMs),
    postgresMs: middle(({ postgresMs }) => postgresMs),
    kB: middle(({ kB }) => kB),
  };
}

export async function measureBoards(bench) {
  const rows = [];
  for (const [cards, before] of Object.entries(beforeMs)) {
    const board = await makeBoard(bench.client, Number(cards), `${cards} cards`);
    const { ms, appMs, postgresMs, kB } = await openChanged(bench, board);
    rows.push({
      what: `A board of ${cards} cards opened by the API`,
      goal: `at most ${before / 2} ms, half of before`,
      reached: `${ms.toFixed(0)} ms; CPU: server ${appMs.toFixed(1)} ms, PostgreSQL ${postgresMs.toFixed(1)} ms; ${kB.toFixed(0)} kB`,
      isMet: ms <= before / 2,
    });
  }
  return rows;
}
