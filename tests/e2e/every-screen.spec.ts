import { readdirSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { type Api, expect, expectNoBarriers, test } from "./fixtures";

/** Every page that a person can visit, as the folder of the app lists them. */
const screens = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("/page.tsx"))
  .map((file) => `/${file.replace(/\/page\.tsx$/, "")}`)
  .map((route) => route.replaceAll(/\/\([a-z]+\)/g, "") || "/")
  .sort();

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
  return { boardId: board.board.id, cardNumber: card.number };
}

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

for (const look of ["light", "dark", "forced colours"] as const) {
  test(`no screen has a barrier that a machine can find: ${look}`, async ({ api, page }) => {
    test.setTimeout(180_000);
    const { boardId, cardNumber } = await makeBoard(api);
    const { teams } = await api.send("get", "/me");
    await page.emulateMedia(
      look === "forced colours"
        ? { forcedColors: "active" }
        : { colorScheme: look === "dark" ? "dark" : "light" },
    );
    for (const screen of screens) {
      await test.step(screen, async () => {
        await page.goto(addressOf(screen, boardId, teams[0].id));
        await settle(page);
        await expectNoBarriers(page);
      });
    }
    await page.goto(`/boards/${boardId}?card=E2E-${cardNumber}`);
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectNoBarriers(page);
  });
}

test("what people wrote is laid out in the direction of its script", async ({ api, page }) => {
  test.setTimeout(120_000);
  const { boardId, cardNumber } = await makeBoard(api);
  const { teams } = await api.send("get", "/me");
  const wrong: string[] = [];
  for (const screen of screens) {
    await page.goto(addressOf(screen, boardId, teams[0].id));
    await settle(page);
    wrong.push(...(await findWrongDirections(page)).map((html) => `${screen}: ${html}`));
  }
  await page.goto(`/boards/${boardId}?card=E2E-${cardNumber}`);
  await expect(page.getByRole("dialog").getByLabel("Title", { exact: true })).toHaveCSS("direction", "rtl");
  wrong.push(...(await findWrongDirections(page)).map((html) => `card: ${html}`));
  expect(wrong).toEqual([]);
});

/** Where the focus is, in words, or null where it is nowhere or cannot be seen. */
async function findSeenFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const shown = [element, ...element.querySelectorAll("*"), element.parentElement].filter(
      (each) => each !== null,
    );
    const isSeen = shown.some((each) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
    });
    return isSeen ? element.outerHTML.slice(0, 80) : null;
  });
}

test("by Tab alone the focus is always somewhere, and is seen in forced colours", async ({ api, page }) => {
  test.setTimeout(180_000);
  const { boardId } = await makeBoard(api);
  const { teams } = await api.send("get", "/me");
  await page.emulateMedia({ forcedColors: "active" });
  const unseen: string[] = [];
  for (const screen of screens) {
    await page.goto(addressOf(screen, boardId, teams[0].id));
    await settle(page);
    for (let step = 0; step < 25; step++) {
      await page.keyboard.press("Tab");
      const isInside = await page.evaluate(() => document.activeElement !== document.body);
      if (!isInside) break;
      if ((await findSeenFocus(page)) === null)
        unseen.push(
          `${screen}: ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160))}`,
        );
    }
  }
  expect(unseen).toEqual([]);
});

const dialogs = "[role=dialog], [role=alertdialog]";

/** The dialog that stands above the others, if one comes up. */
async function findDialog(page: Page, below: number): Promise<boolean> {
  return page
    .waitForFunction(
      ([inDialog, count]) => document.querySelectorAll(inDialog).length > count,
      [dialogs, below] as const,
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
    if (!(await findDialog(page, below))) {
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
  }) => {
    test.setTimeout(150_000);
    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    const { boardId, cardNumber } = await makeBoard(api);
    const { teams } = await api.send("get", "/me");
    await page.goto(addressOf(path, boardId, teams[0].id).replace("[card]", `E2E-${cardNumber}`));
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
      else if (await findDialog(page, below)) {
        await tryDialog(page, name, below);
        tried.push(name);
      }
    }
    expect(tried.length, tried.join("\n")).toBeGreaterThanOrEqual(least);
  });
}

test("whatever a button opens takes the focus, has no barrier, and gives the focus back", async ({
  api,
  page,
}) => {
  test.setTimeout(240_000);
  const { boardId } = await makeBoard(api);
  const { teams } = await api.send("get", "/me");
  const layers = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";
  const overlay = page.locator(layers).last();
  let opened = 0;
  for (const screen of screens) {
    const address = addressOf(screen, boardId, teams[0].id);
    await page.goto(address);
    await settle(page);
    const openers = page.locator(
      "main :is([aria-haspopup=dialog], [aria-haspopup=menu], [aria-haspopup=listbox], [role=combobox]):not([disabled])",
    );
    const count = Math.min(await openers.count(), 40);
    for (let index = 0; index < count; index++) {
      const opener = openers.nth(index);
      if (!(await opener.isVisible())) continue;
      const name = `${screen}: ${(await opener.getAttribute("aria-label")) ?? (await opener.textContent())}`;
      await opener.focus();
      await page.keyboard.press("Enter");
      if (!(await overlay.isVisible())) continue;
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
  }
  expect(opened).toBeGreaterThan(10);
});
