// A board opened by the API: as long as one person waits, and what the processes use for it.
import { makeBoard } from "../boards.mjs";
import { measureEach } from "../load.mjs";
import { median } from "../statistics.mjs";

/** What it took before, by number of cards, in ms: the goal is half of it. See docs/benchmarks.md. */
const beforeMs = { 200: 21, 1000: 45, 5000: 175 };
const rounds = 30;
const warmUps = 20;

export async function measureBoards({ client, processes }) {
  const rows = [];
  for (const [cards, before] of Object.entries(beforeMs)) {
    const { id } = await makeBoard(client, Number(cards), `${cards} cards`);
    const open = async () => {
      const { status, bytes } = await client.ask("GET", `/api/v1/boards/${id}`);
      if (status !== 200) throw new Error(`A board answered ${status}.`);
      return bytes;
    };
    const { times, appMs, postgresMs } = await measureEach(processes, open, { rounds, warmUps });
    const ms = median(times);
    const kB = ((await open()).length / 1_000).toFixed(0);
    rows.push({
      what: `A board of ${cards} cards opened by the API`,
      goal: `at most ${before / 2} ms, half of before`,
      reached: `${ms.toFixed(0)} ms; CPU: server ${appMs.toFixed(1)} ms, PostgreSQL ${postgresMs.toFixed(1)} ms; ${kB} kB`,
      isMet: ms <= before / 2,
    });
  }
  return rows;
}
