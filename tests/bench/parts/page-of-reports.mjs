// The page of all reports of a board with a long history: when its first words are there, and how busy it keeps a browser.
import { request } from "node:http";
import { openBrowser } from "../browser.mjs";
import { median } from "../statistics.mjs";
import { rowOfTasks } from "./pages.mjs";

const visits = 5;
const warmUps = 2;
const maxFirstMs = 200;
/** What stands in the first group, when it is there with its figures. */
const firstGroup = "What needs attention today";

/** When the words come over the wire after asking for a page, and when all of it has come; in ms. */
function timeWords(address, headers, words) {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const sent = request(address, { headers }, (answer) => {
      let text = "";
      let wordsMs = null;
      answer.setEncoding("utf8");
      answer.on("data", (part) => {
        text += part;
        if (wordsMs === null && text.includes(words)) wordsMs = performance.now() - begun;
      });
      answer.on("error", reject);
      answer.on("end", () => {
        if (answer.statusCode !== 200 || wordsMs === null)
          reject(new Error(`${address} answered ${answer.statusCode}, without “${words}”.`));
        else resolve({ wordsMs, allMs: performance.now() - begun });
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}

async function scrollThrough(page) {
  for (let step = 0; step < 12; step++) {
    await page.mouse.wheel(0, 700);
    await page.waitForTimeout(250);
  }
}

export async function measurePageOfReports({ product, history }) {
  const { id } = await history();
  const path = `/boards/${id}/reports`;
  const browser = await openBrowser(product);
  try {
    const times = [];
    for (let n = 0; n < warmUps + visits; n++)
      times.push(await timeWords(`${product.address}${path}`, { Cookie: browser.cookies }, firstGroup));
    const middle = (of) => median(times.slice(warmUps).map(of));
    const firstMs = middle(({ wordsMs }) => wordsMs);
    const until = (page) => page.getByText(firstGroup).first().waitFor();
    const seen = [];
    const scrolled = [];
    for (let n = 0; n < visits; n++) {
      seen.push(await browser.visit(path, { until }));
      scrolled.push(await browser.visit(path, { until, act: scrollThrough }));
    }
    return [
      {
        what: "The page of all reports: its first group has come",
        goal: `within ${maxFirstMs} ms`,
        reached: `${firstMs.toFixed(0)} ms; all of it after ${middle(({ allMs }) => allMs).toFixed(0)} ms`,
        isMet: firstMs <= maxFirstMs,
      },
      rowOfTasks("the page of all reports, left alone", seen),
      rowOfTasks("the page of all reports, scrolled through", scrolled),
    ];
  } finally {
    await browser.close();
  }
}
