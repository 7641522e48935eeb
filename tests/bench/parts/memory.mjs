// What the server's process takes of memory (its share, PSS) when it has just begun, and when many work.
import { makeBoard, moverOf } from "../boards.mjs";
import { workFor } from "../load.mjs";
import { readPss } from "../processes.mjs";

const runMs = 20_000;
const everyMs = 250;
const maxMB = 300;

export async function measureMemory({ client, processes }) {
  const idle = readPss(processes.server);
  const boards = [];
  for (let n = 0; n < 20; n++) boards.push(await makeBoard(client, 200, `Memory ${n}`));
  const movers = boards.flatMap((board) =>
    board.cardIds.slice(0, 3).map((cardId) => moverOf(client, board, cardId)),
  );
  const openers = boards.slice(0, 4).map(
    ({ id }) =>
      () =>
        client.get(`/boards/${id}`),
  );
  let peak = 0;
  const sampling = setInterval(() => {
    peak = Math.max(peak, readPss(processes.server));
  }, everyMs);
  await workFor(runMs, [...movers, ...openers]);
  clearInterval(sampling);
  return [
    {
      what: "Memory of the server while 60 people move cards and 4 open boards",
      goal: `at most ${maxMB} MB`,
      reached: `${peak.toFixed(0)} MB at most; ${idle.toFixed(0)} MB before, ${readPss(processes.server).toFixed(0)} MB after`,
      isMet: peak <= maxMB,
    },
  ];
}
