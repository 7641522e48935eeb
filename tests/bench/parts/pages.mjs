// What a browser that was never there has to load, and how long it is busy, for the pages of a board, of signing in, and of all reports.
import { makeBoard } from "../boards.mjs";
import { openBrowser } from "../browser.mjs";
import { median } from "../statistics.mjs";

const visits = 7;
const maxKB = { board: 250, signIn: 90 };
const maxFirstCardMs = 500;
const maxTaskMs = 100;

const untilLive = (page) => page.getByText("Live", { exact: true }).waitFor();

/** Scripts as they were sent: those of the page, and those that come afterwards though nobody has asked for anything. */
async function weigh(browser, what, path, max, options) {
  const { scripts } = await browser.visit(path, { ...options, countsScripts: true });
  const { kB, laterKB, encodings } = scripts;
  return {
    what: `JavaScript of ${what}`,
    goal: `at most ${max} kB compressed, and nothing afterwards for nobody`,
    reached: `${kB.toFixed(0)} kB, and ${laterKB.toFixed(0)} kB afterwards (${encodings})`,
    isMet: kB <= max && laterKB < 1,
  };
}

function longestTask(tasks) {
  return tasks.reduce((longest, { ms }) => Math.max(longest, ms), 0);
}

/** Of several visits the middle, since the browser shares the machine with the server. */
export function rowOfTasks(what, seen) {
  const longest = seen.map(({ tasks }) => longestTask(tasks));
  const ms = median(longest);
  return {
    what: `Longest task of ${what}`,
    goal: `at most ${maxTaskMs} ms`,
    reached: `${ms < 50 ? "none over 50" : ms.toFixed(0)} ms; the least of ${seen.length} visits ${Math.min(...longest).toFixed(0)} ms`,
    isMet: ms <= maxTaskMs,
  };
}

export async function measurePages({ product, client }) {
  const browser = await openBrowser(product);
  try {
    const rows = [];
    const small = await makeBoard(client, 200, "200 cards in a browser");
    rows.push(
      await weigh(browser, "the page of a board", `/boards/${small.id}`, maxKB.board, { until: untilLive }),
      await weigh(browser, "the page of signing in", "/sign-in", maxKB.signIn, {
        isStranger: true,
        until: (page) => page.getByLabel("Password").waitFor(),
      }),
    );
    for (const cards of [200, 1_000, 5_000]) {
      const { id } = cards === 200 ? small : await makeBoard(client, cards, `${cards} cards in a browser`);
      const seen = [];
      for (let n = 0; n < visits; n++) seen.push(await browser.visit(`/boards/${id}`, { until: untilLive }));
      const ms = median(seen.map(({ firstCardMs }) => firstCardMs));
      rows.push({
        what: `First card of a board of ${cards} in Chromium`,
        reached: `${(ms / 1_000).toFixed(2)} s`,
        ...(cards === 200 && { goal: `at most ${maxFirstCardMs / 1_000} s`, isMet: ms <= maxFirstCardMs }),
      });
      rows.push(rowOfTasks(`the page of a board of ${cards}`, seen));
    }
    return rows;
  } finally {
    await browser.close();
  }
}
