// A browser that is signed in, and what it had to load and to do for a page.
import { chromium } from "@playwright/test";
import { chromiumFlags, requireChromium } from "../support/chromium.mjs";

/** How long a page is watched after it has settled: what it loads for nobody comes late. */
const watchMs = 5_000;

/** Runs in the page before anything of it: notes long tasks, and when the first card was there. */
function watchPage() {
  globalThis.benchSeen = { tasks: [], firstCardMs: null };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      globalThis.benchSeen.tasks.push({ at: startTime, ms: duration });
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (document.querySelector("[data-card-id]")) globalThis.benchSeen.firstCardMs = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Counts scripts as they were sent: those that came until the page was there, and those that came afterwards. */
async function countScripts(page) {
  const session = await page.context().newCDPSession(page);
  const responses = new Map();
  const sent = [];
  let isThere = false;
  session.on("Network.responseReceived", ({ requestId, response }) => responses.set(requestId, response));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const { url, headers } = responses.get(requestId) ?? {};
    if (!url || !new URL(url).pathname.endsWith(".js")) return;
    const [, encoding = "none"] =
      Object.entries(headers).find(([name]) => name.toLowerCase() === "content-encoding") ?? [];
    sent.push({ encoding, bytes: encodedDataLength, isLater: isThere });
  });
  await session.send("Network.enable");
  const kB = (list) => list.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000;
  return {
    noteThere: () => {
      isThere = true;
    },
    read: () => ({
      kB: kB(sent.filter(({ isLater }) => !isLater)),
      laterKB: kB(sent.filter(({ isLater }) => isLater)),
      encodings: [...new Set(sent.map(({ encoding }) => encoding))].sort().join(", "),
    }),
  };
}

/** Opens a browser. `visit` opens a page as somebody does who was never there: nothing is in the browser's cache. */
export async function openBrowser({ address, owner }) {
  const browser = await chromium.launch({ executablePath: requireChromium(), args: chromiumFlags });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${address}/sign-in`);
  await page.getByLabel("E-mail address").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Boards" }).waitFor();
  const storageState = await context.storageState();
  await context.close();

  const visit = async (path, { until, isStranger = false, countsScripts = false, act } = {}) => {
    const fresh = await browser.newContext({
      viewport: { width: 1_280, height: 800 },
      ...(!isStranger && { storageState }),
    });
    try {
      const shown = await fresh.newPage();
      await shown.addInitScript(watchPage);
      const scripts = countsScripts ? await countScripts(shown) : null;
      await shown.goto(`${address}${path}`);
      await until(shown);
      await shown.waitForLoadState("load");
      scripts?.noteThere();
      await act?.(shown);
      await shown.waitForTimeout(watchMs);
      const seen = await shown.evaluate(() => globalThis.benchSeen);
      return { ...seen, scripts: scripts?.read() };
    } finally {
      await fresh.close();
    }
  };
  const cookies = storageState.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return { visit, cookies, close: () => browser.close() };
}
