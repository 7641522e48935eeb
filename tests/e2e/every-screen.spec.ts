import { readdirSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import {
  type Api,
  expect,
  expectGoodPractice,
  expectLegible,
  expectNoBarriers,
  test as plain,
} from "./fixtures";

/** Every page that a person can visit, as the folder of the app lists them; public: without having signed in. */
const screens = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("/page.tsx"))
  .sort()
  .map((file) => ({
    screen: `/${file.replace(/\/page\.tsx$/, "")}`.replaceAll(/\/\([a-z]+\)/g, "") || "/",
    isPublic: file.startsWith("(public)"),
  }));

/** A team's board with something of everything, in a script that is written from right to left. */
async function makeBoard(api: Api) {
  const board = await api.createBoard([
    { name: "الأفكار", kind: "backlog" },
    { name: "التنفيذ", kind: "active", limit: { max: 2 } },
    { name: "منجز", kind: "done" },
  ]);
  const path = `/boards/${board.board.id}`;
  await api.send("patch", path, { name: "لوحة الفريق" });
  const label = await api.send("post", `${path}/labels`, { name: "عاجل", colour: "blue" });
  const { id: me } = await api.send("get", "/me");
  const card = await api.createCard(board, "التنفيذ", "مرحبا بالعالم 123!", {
    description: "وصف البطاقة.",
    labelIds: [label.id],
    assigneeIds: [me],
  });
  await api.send("post", `/cards/${card.id}/block`, { reason: "بانتظار العميل", category: "other" });
  const done = await api.createCard(board, "التنفيذ", "بطاقة منجزة");
  await api.moveCard(done.id, board.columns[2]?.id ?? "");
  await api.createCard(board, "التنفيذ", "بطاقة عاجلة", {
    classOfService: "expedite",
    dueDate: "2020-01-01",
  });
  return { boardId: board.board.id, cardNumber: card.number };
}

type Made = Awaited<ReturnType<typeof makeBoard>>;

/** A board that is only looked at, and the team of who looks. */
const test = plain.extend<object, { made: Made; teamId: string }>({
  made: [async ({ api }, use) => use(await makeBoard(api)), { scope: "worker" }],
  teamId: [async ({ api }, use) => use((await api.send("get", "/me")).teams[0].id), { scope: "worker" }],
});

function addressOf(screen: string, boardId: string, teamId: string): string {
  return screen
    .replace("[boardId]", boardId)
    .replace("[teamId]", teamId)
    .replace("[token]", "a-link-that-is-over");
}

async function settle(page: Page): Promise<void> {
  await expect(page.locator("main, [role=main]").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true], .animate-pulse")).toHaveCount(0);
}

/** What of people's words is laid out against the direction of its script. */
async function findWrongDirections(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const wrong: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !/^\s*\p{Script=Arabic}/u.test(node.textContent ?? "")) continue;
      // In the middle of a sentence of ours, people's words run within it.
      if (!/^\s*\p{Script=Arabic}/u.test(parent.textContent ?? "")) continue;
      if (parent.closest("script, style, svg, [aria-hidden=true], option, .sr-only, [data-announcer]"))
        continue;
      if (getComputedStyle(parent).direction !== "rtl") wrong.push(parent.outerHTML.slice(0, 200));
    }
    return wrong;
  });
}

/** What cannot be seen to have the focus, of the first stops of Tab. */
async function findUnseenStops(page: Page): Promise<string[]> {
  const unseen: string[] = [];
  for (let step = 0; step < 25; step++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const shown = [element, ...element.querySelectorAll("*"), element.parentElement].filter(
        (each) => each !== null,
      );
      const isSeen = shown.some((each) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(each);
        return outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
      });
      return { isSeen, html: element.outerHTML.slice(0, 160) };
    });
    if (!stop) break;
    if (!stop.isSeen) unseen.push(stop.html);
  }
  return unseen;
}

const dialogs = "[role=dialog], [role=alertdialog]";

/** Resolves when the page waits for no program. What opens for the first time is fetched first. */
async function untilLoaded(page: Page): Promise<void> {
  const isWaiting = () =>
    page.evaluate(() => {
      const asked = [...document.querySelectorAll("script[src]:not([nomodule])")].map(
        (script) => (script as HTMLScriptElement).src,
      );
      const answered = new Set(performance.getEntriesByType("resource").map(({ name }) => name));
      return asked.some((src) => !answered.has(src));
    });
  await expect.poll(isWaiting).toBe(false);
}

/** Whether one more layer than those below comes up. */
async function findLayer(page: Page, kind: string, below: number): Promise<boolean> {
  await untilLoaded(page);
  return page
    .waitForFunction(
      ([inLayer, count]) => document.querySelectorAll(inLayer).length > count,
      [kind, below] as const,
      { timeout: 500 },
    )
    .then(
      () => true,
      () => false,
    );
}

/** A dialog has the focus, has no barrier, and is left by Escape with the focus somewhere. */
async function tryDialog(page: Page, name: string, below: number): Promise<void> {
  const isFocusInside = () =>
    page.evaluate((inDialog) => Boolean(document.activeElement?.closest(inDialog)), dialogs);
  await expect.poll(isFocusInside, { message: `${name}: focus goes in` }).toBe(true);
  await expectNoBarriers(page, dialogs);
  await page.keyboard.press("Escape");
  await expect(page.locator(dialogs), `${name}: Escape leaves it`).toHaveCount(below);
  const isLost = () => page.evaluate(() => document.activeElement === document.body);
  await expect.poll(isLost, { message: `${name}: focus comes back` }).toBe(false);
}

/** Opens a menu by keys and runs its entries, one after the other; gives the names of those that open a dialog. */
async function tryMenu(page: Page, opener: Locator, name: string, below: number): Promise<string[]> {
  const tried: string[] = [];
  const items = page.getByRole("menu").last().locator("[role^=menuitem]:not([data-disabled])");
  const count = await items.count();
  for (let index = 0; index < count; index++) {
    if (index > 0) {
      if (!(await opener.isVisible())) break;
      await opener.focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("menu").last()).toBeVisible();
    }
    await page.keyboard.press("Home");
    for (let step = 0; step < index; step++) await page.keyboard.press("ArrowDown");
    const item = `${name} › ${await page.evaluate(() => document.activeElement?.textContent)}`;
    await page.keyboard.press("Enter");
    if (!(await findLayer(page, dialogs, below))) {
      // A menu within the menu stands open.
      for (let depth = await page.getByRole("menu").count(); depth > 0; depth--)
        await page.keyboard.press("Escape");
      continue;
    }
    await tryDialog(page, item, below);
    tried.push(item);
  }
  return tried;
}

/** Where dialogs are opened from. `least`: how many are known to be there. */
const desks = [
  { name: "the board", path: "/boards/[boardId]", least: 8 },
  { name: "a card", path: "/boards/[boardId]?card=[card]", least: 3 },
  { name: "the limits", path: "/boards/[boardId]/limits", least: 1 },
  { name: "the settings", path: "/boards/[boardId]/settings", least: 6 },
  { name: "a team", path: "/team/[teamId]", least: 1 },
];

for (const { name: desk, path, least } of desks) {
  test(`every dialog of ${desk} is opened, and left, by keys alone and in forced colours`, async ({
    api,
    page,
    teamId,
  }) => {
    test.setTimeout(150_000);
    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    const { boardId, cardNumber } = await makeBoard(api);
    await page.goto(addressOf(path, boardId, teamId).replace("[card]", `E2E-${cardNumber}`));
    await settle(page);
    const isPanel = path.includes("[card]");
    if (isPanel) await expect(page.getByRole("dialog").getByText("History")).toBeVisible();
    const below = isPanel ? 1 : 0;
    const buttons = page
      .locator(isPanel ? "[role=dialog]" : "main")
      .locator("button:not([type=submit], [disabled], [data-quick-add], [role=combobox], [role=tab])");
    const names = await buttons.evaluateAll((all) =>
      all.map((each) => each.getAttribute("aria-label") ?? each.textContent?.trim() ?? ""),
    );
    const tried: string[] = [];
    // Backwards: the menu at a card's head archives it, and comes last.
    const doors = new Set(names.filter((each) => each !== "" && !/^(Close|Undo)/.test(each)).reverse());
    for (const name of doors) {
      const opener = page.getByRole("button", { name, exact: true }).first();
      if (!(await opener.isVisible()) || !(await opener.isEnabled())) continue;
      const isMenu = (await opener.getAttribute("aria-haspopup")) === "menu";
      await opener.focus();
      await page.keyboard.press("Enter");
      if (isMenu) tried.push(...(await tryMenu(page, opener, name, below)));
      else if (await findLayer(page, dialogs, below)) {
        await tryDialog(page, name, below);
        tried.push(name);
      }
    }
    expect(tried.length, tried.join("\n")).toBeGreaterThanOrEqual(least);
  });
}

const layers = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

/** Whatever a button opens takes the focus, has no barrier, and gives the focus back; how many opened something. */
async function tryOpeners(page: Page): Promise<number> {
  const overlay = page.locator(layers).last();
  const openers = page.locator(
    "main :is([aria-haspopup=dialog], [aria-haspopup=menu], [aria-haspopup=listbox], [role=combobox]):not([disabled])",
  );
  const tried = new Map<string, number>();
  let opened = 0;
  for (const opener of await openers.all()) {
    if (!(await opener.isVisible())) continue;
    // Of a list whose rows all have the same button, two are enough.
    const looks = await opener.evaluate((each) => each.className + each.innerHTML);
    const times = (tried.get(looks) ?? 0) + 1;
    tried.set(looks, times);
    if (times > 2) continue;
    const name = (await opener.getAttribute("aria-label")) ?? (await opener.textContent()) ?? "";
    await opener.focus();
    await page.keyboard.press("Enter");
    if (!(await findLayer(page, layers, 0))) continue;
    opened++;
    const isFocusInside = () =>
      page.evaluate((inLayer) => document.activeElement?.closest(inLayer) !== null, layers);
    await expect.poll(isFocusInside, { message: `${name}: focus goes in` }).toBe(true);
    if (opened % 3 === 1) await expectNoBarriers(page, layers);
    await page.keyboard.press("Escape");
    await expect(overlay, name).toBeHidden();
    const isLost = () => page.evaluate(() => document.activeElement === document.body);
    await expect.poll(isLost, { message: `${name}: focus comes back` }).toBe(false);
  }
  return opened;
}

/** Each look at one load of the page: what a look shows and how it is reached is judged where it stands. */
for (const { screen, isPublic } of screens) {
  test(`nothing on ${screen} keeps anybody out`, async ({ made: { boardId }, teamId, page }) => {
    if (isPublic) await page.context().clearCookies();
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(addressOf(screen, boardId, teamId));
    await settle(page);
    await test.step("light", () => expectGoodPractice(page));
    expect(await findWrongDirections(page), "the direction of its script").toEqual([]);

    await page.emulateMedia({ forcedColors: "active" });
    await test.step("forced colours", () => expectLegible(page));
    expect(await findUnseenStops(page), "by Tab the focus is seen in forced colours").toEqual([]);
    await test.step("what buttons open", () => tryOpeners(page));

    await page.emulateMedia({ forcedColors: "none", colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    await settle(page);
    await test.step("dark, on a phone", () => expectNoBarriers(page));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
}

test("nothing in a card keeps anybody out", async ({ made: { boardId, cardNumber }, page }) => {
  await page.goto(`/boards/${boardId}?card=E2E-${cardNumber}`);
  const panel = page.getByRole("dialog");
  await expect(panel.getByText("History")).toBeVisible();
  await expect(panel.getByLabel("Title", { exact: true })).toHaveCSS("direction", "rtl");
  expect(await findWrongDirections(page)).toEqual([]);
  await test.step("light", () => expectNoBarriers(page));
  await page.emulateMedia({ forcedColors: "active" });
  await test.step("forced colours", () => expectLegible(page));
  await page.emulateMedia({ forcedColors: "none", colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await test.step("dark, on a phone", () => expectNoBarriers(page));
});
