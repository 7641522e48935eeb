import { expect, test } from "./fixtures";

const columns = [
  { name: "Todo", kind: "backlog" },
  { name: "Doing", kind: "active", limit: { max: 2 } },
  { name: "Done", kind: "done" },
] as const;

test("a card opens with the focus inside, nothing behind it acts, and closing gives the focus back to the card", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "One");
  await api.createCard(board, "Todo", "Two");
  const screen = await boardPage(board);
  await screen.card("One").focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog");
  await expect(panel.getByRole("heading", { name: "Card E2E-1 One" })).toBeFocused();
  for (const key of ["Space", "ArrowDown", "n", "x", "?", "Control+z"]) await page.keyboard.press(key);
  await expect(page.locator("[data-announcer]")).toHaveText("");
  await expect(panel).toHaveCount(1);
  for (let press = 0; press < 25; press += 1) {
    await page.keyboard.press("Tab");
    expect(await panel.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await panel.getByRole("button", { name: "Change labels" }).focus();
  await page.keyboard.press("Enter");
  await page.getByPlaceholder("Labels").pressSequentially("Urgent", { delay: 20 });
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("button", { name: "Change labels" })).toContainText("Urgent");
  await page.keyboard.press("Escape");
  await expect(panel.getByRole("button", { name: "Change labels" })).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await panel.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(screen.card("One")).toBeFocused();
});

test("the focus stays on the board: after archiving, undoing, moving by menu, another's move, a filter", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  const cards = [];
  for (const title of ["One", "Two", "Three"]) cards.push(await api.createCard(board, "Todo", title));
  const screen = await boardPage(board);
  const menu = (title: string) => screen.card(title).getByRole("button", { name: `Actions for ${title}` });

  await menu("Two").press("Enter");
  await page.getByRole("menuitem", { name: "Archive" }).press("Enter");
  await expect(screen.card("Two")).toHaveCount(0);
  await expect(screen.card("Three")).toBeFocused();

  await menu("Three").press("Enter");
  await page.getByRole("menuitem", { name: "Done" }).press("Enter");
  await screen.expectCards("Done", ["Three"]);
  await expect(menu("Three")).toBeFocused();
  await page.keyboard.press("Control+z");
  await screen.expectCards("Todo", ["One", "Three"]);
  await expect(menu("Three")).toBeFocused();

  await screen.card("Three").focus();
  await api.moveCard(cards[2]?.id ?? "", board.columns[1]?.id ?? "");
  await screen.expectCards("Doing", ["Three"]);
  await expect(screen.card("Three")).toBeFocused();
  await api.send("post", `/cards/${cards[2]?.id}/archive`, {});
  await expect(screen.card("Three")).toHaveCount(0);
  await expect(screen.column("Doing").getByRole("button", { name: "Add a card" })).toBeFocused();

  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(screen.column("Doing").getByRole("button", { name: "Add a card" })).toBeFocused();
});

test("a drag ends when the window, the button or the person goes elsewhere, and says so", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "Carried");
  await api.createCard(board, "Todo", "Other");
  const screen = await boardPage(board);
  const heard = page.locator("[data-announcer]");
  const endings = {
    blur: () => page.evaluate(() => window.dispatchEvent(new Event("blur"))),
    "lost button": () =>
      page.evaluate(() => document.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, buttons: 0 }))),
    "right button": () => page.mouse.click(400, 500, { button: "right" }),
    "tab key": () => page.keyboard.press("Tab"),
    "escape key": () => page.keyboard.press("Escape"),
  };
  for (const [name, end] of Object.entries(endings)) {
    await screen.carry("Carried", "Doing", 0.5);
    await expect(screen.column("Doing").getByText("Takes it"), name).toBeVisible();
    await end();
    await expect(heard, name).toHaveText("Carried was put back.");
    await page.mouse.up();
    await screen.expectCards("Todo", ["Carried", "Other"]);
  }
  for (const end of [() => page.keyboard.press("Tab"), () => page.mouse.click(500, 650)]) {
    await screen.card("Carried").focus();
    // Held down for as long as a finger does: the next key never comes in the same instant.
    await page.keyboard.press("Space", { delay: 60 });
    await expect(heard).toContainText("Picked up Carried");
    await page.keyboard.press("ArrowRight");
    await expect(heard).toContainText("Doing, position 1");
    await end();
    await expect(heard).toHaveText("Carried was put back.");
    await screen.expectCards("Todo", ["Carried", "Other"]);
  }
});

test("chosen cards are dragged together, all or none; one that another moves leaves them", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  const cards = [];
  for (const title of ["One", "Two", "Three", "Four"]) cards.push(await api.createCard(board, "Todo", title));
  const screen = await boardPage(board);
  const heard = page.locator("[data-announcer]");
  await screen.card("One").click({ modifiers: ["Control"] });
  await screen.card("Three").click({ modifiers: ["Shift"] });
  await expect(page.getByRole("region", { name: "Chosen cards" })).toContainText("3 cards selected");

  await screen.carry("One", "Doing", 0.5);
  await expect(page.locator("[data-held-cards]")).toContainText("3 cards");
  await expect(screen.column("Doing").getByText("E2E-3 does not fit. Doing is full: 2 of 2.")).toBeVisible();
  await expect(screen.column("Done").getByText("Takes all 3")).toBeVisible();
  await page.mouse.up();
  await expect(heard).toContainText("No card was moved: E2E-3 does not fit.");
  await screen.expectCards("Todo", ["One", "Two", "Three", "Four"]);

  await screen.carry("One", "Doing", 0.5);
  await api.moveCard(cards[1]?.id ?? "", board.columns[2]?.id ?? "");
  await expect(page.locator("[data-held-cards]")).toContainText("2 cards");
  await expect(heard).toHaveText("E2E-2 was moved or taken off the board meanwhile. 2 cards are left.");
  await expect(screen.column("Doing").getByText("Takes all 2")).toBeVisible();
  await page.mouse.up();
  await screen.expectCards("Doing", ["One", "Three"]);
  await expect(page.getByRole("region", { name: "Chosen cards" })).toHaveCount(0);

  await screen.card("One").focus();
  await page.keyboard.press("x");
  await screen.card("Three").focus();
  await page.keyboard.press("x");
  await page.keyboard.press("Space", { delay: 60 });
  await expect(heard).toContainText("Picked up 2 cards");
  await page.keyboard.press("ArrowRight");
  await expect(heard).toHaveText("Done. Takes all 2.");
  await page.keyboard.press("Space");
  await screen.expectCards("Done", ["Two", "One", "Three"]);
  await expect(screen.card("Three")).toBeFocused();
});
