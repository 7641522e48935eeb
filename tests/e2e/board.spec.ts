import { BoardPage, expect, test } from "./fixtures";

const columns = [
  { name: "Todo", kind: "backlog" },
  { name: "Doing", kind: "active", limit: { max: 2 } },
  { name: "Review", kind: "queue", limit: { max: 1, mode: "reason" } },
  { name: "Done", kind: "done" },
] as const;

test("a card is dragged within its column and into another one, and stays there", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  for (const title of ["First", "Second", "Third"]) await api.createCard(board, "Todo", title);
  const screen = await boardPage(board);
  await screen.carry("Third", "Todo", 0.02);
  await page.mouse.up();
  await screen.expectCards("Todo", ["Third", "First", "Second"]);
  await screen.carry("First", "Doing", 0.5);
  await expect(screen.column("Doing").getByText("Takes it")).toBeVisible();
  await page.mouse.up();
  await screen.expectCards("Doing", ["First"]);
  await screen.expectCards("Todo", ["Third", "Second"]);
  await expect(screen.column("Doing").getByText("1 of at most 2 cards")).toBeAttached();
  await expect(page.getByText("Saving…")).toHaveCount(0);
  await page.reload();
  await screen.expectCards("Todo", ["Third", "Second"]);
  await screen.expectCards("Doing", ["First"]);
});

test("a full column says so at rest and under the card, and a refused card goes back with the reason", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Doing", "Holder one");
  await api.createCard(board, "Doing", "Holder two");
  await api.createCard(board, "Todo", "Latecomer");
  const screen = await boardPage(board);
  await expect(screen.column("Doing").getByText("Full")).toBeVisible();
  await screen.carry("Latecomer", "Doing", 0.5);
  await expect(screen.column("Doing").getByText("Doing is full: 2 of 2.")).toBeVisible();
  await page.mouse.up();
  await screen.expectCards("Todo", ["Latecomer"]);
  const notice = page.getByRole("listitem").filter({ hasText: "Open the oldest" });
  await expect(notice).toContainText("Doing is full: 2 of 2.");
  await expect(notice).toContainText("Holder two");
  await notice.getByRole("button", { name: "Open the oldest" }).click();
  await expect(page.getByRole("dialog").getByLabel("Title")).toHaveValue("Holder one");
  const after = await api.getBoard(board.board.id);
  expect(after.columns.map((column) => column.count)).toEqual([1, 2, 0, 0]);
});

test("a lead goes over a limit of mode reason by giving one", async ({ api, boardPage, page }) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Review", "In review");
  await api.createCard(board, "Todo", "Urgent");
  const screen = await boardPage(board);
  await screen.carry("Urgent", "Review", 0.7);
  await page.mouse.up();
  const dialog = page.getByRole("dialog", { name: "Go over the limit?" });
  await dialog.getByLabel("Reason").fill("The release waits for it.");
  await dialog.getByRole("button", { name: "Go over it" }).click();
  await screen.expectCards("Review", ["In review", "Urgent"]);
  await expect(screen.column("Review").getByText("Over")).toBeVisible();
});

test("a card is moved by keyboard alone, and each step is announced", async ({ api, boardPage, page }) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "Carried");
  await api.createCard(board, "Doing", "Resident");
  const screen = await boardPage(board);
  const heard = page.locator("[data-announcer]");
  await screen.card("Carried").focus();
  await page.keyboard.press("Space");
  await expect(heard).toContainText("Picked up Carried");
  await page.keyboard.press("ArrowRight");
  await expect(heard).toContainText("Doing, position 1 of 2");
  await page.keyboard.press("ArrowDown");
  await expect(heard).toContainText("Doing, position 2 of 2");
  await page.keyboard.press("Space");
  await screen.expectCards("Doing", ["Resident", "Carried"]);
  await expect(heard).toContainText("Carried is in Doing, position 2 of 2.");
  await expect(screen.card("Carried")).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Escape");
  await screen.expectCards("Doing", ["Resident", "Carried"]);
});

test("the menu moves a card without any drag, and says which columns are full", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "Menu card");
  for (const title of ["One", "Two"]) await api.createCard(board, "Doing", title);
  await api.createCard(board, "Done", "Finished");
  const screen = await boardPage(board);
  await screen.card("Menu card").getByRole("button", { name: "Actions for Menu card" }).click();
  await expect(page.getByRole("menuitem", { name: "Doing" })).toContainText("Doing is full: 2 of 2.");
  await page.getByRole("menuitemradio", { name: "At the top" }).click();
  await page.getByRole("menuitem", { name: "Done" }).click();
  await screen.expectCards("Done", ["Menu card", "Finished"]);
});

test("two browsers on one board see each other's moves", async ({
  api,
  boardPage,
  browser,
  person,
  baseURL,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "Shared");
  const mine = await boardPage(board);
  const context = await browser.newContext({ baseURL, storageState: person.storageState });
  const theirs = await boardPage(board, await context.newPage());
  await mine.carry("Shared", "Doing", 0.5);
  await mine.page.mouse.up();
  await theirs.expectCards("Doing", ["Shared"]);
  await theirs.carry("Shared", "Done", 0.5);
  await theirs.page.mouse.up();
  await mine.expectCards("Done", ["Shared"]);
  await context.close();
});

test("cards are added one after the other; one that does not fit stays in the field with the reason", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  const screen = await boardPage(board);
  await screen.column("Doing").getByRole("button", { name: "Add a card" }).click();
  for (const title of ["One", "Two", "Three"]) {
    await page.keyboard.type(title);
    await page.keyboard.press("Enter");
  }
  await screen.expectCards("Doing", ["One", "Two"]);
  const field = screen.column("Doing").getByLabel("Title of the new card");
  await expect(field).toHaveValue("Three");
  await expect(screen.column("Doing").getByRole("alert")).toContainText("Doing is full: 2 of 2.");
  await field.press("Escape");
  await expect(field).toHaveCount(0);
});

test("a card is edited in its panel, found again by its address, archived and brought back", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "Before");
  const screen = await boardPage(board);
  await screen.card("Before").click();
  await expect(page).toHaveURL(/\?card=E2E-1$/);
  const panel = page.getByRole("dialog");
  await panel.getByLabel("Title").fill("After");
  await panel.getByLabel("Title").press("Enter");
  await panel.getByRole("button", { name: "Write one" }).click();
  await panel.getByLabel("Description in Markdown").fill("Some **bold** words");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.locator("strong")).toHaveText("bold");
  await panel.getByRole("button", { name: "Change labels" }).click();
  await page.getByPlaceholder("Labels").fill("Urgent");
  await page.getByRole("option", { name: "Create “Urgent”" }).click();
  await page.keyboard.press("Escape");
  await expect(panel.getByRole("button", { name: "Change labels" })).toContainText("Urgent");
  await page.reload();
  await expect(page.getByRole("dialog").getByLabel("Title")).toHaveValue("After");
  await page.keyboard.press("Escape");
  await expect(screen.card("After")).toContainText("Urgent");
  await screen.card("After").getByRole("button", { name: "Actions for After" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(screen.card("After")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await screen.expectCards("Todo", ["After"]);
});

test("a filter hides cards, stays in the address and changes no count", async ({ api, boardPage, page }) => {
  const board = await api.createBoard([...columns]);
  for (const title of ["Apples", "Pears"]) await api.createCard(board, "Doing", title);
  const screen = await boardPage(board);
  await page.getByLabel("Search cards").fill("pear");
  await screen.expectCards("Doing", ["Pears"]);
  await expect(screen.column("Doing").getByText("2 of at most 2 cards")).toBeAttached();
  await expect(page).toHaveURL(/q=pear/);
  await page.reload();
  await screen.expectCards("Doing", ["Pears"]);
});

test("the board can be used on a phone", async ({ api, browser, person, baseURL }) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "Pocket card");
  const context = await browser.newContext({
    baseURL,
    storageState: person.storageState,
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto(`/boards/${board.board.id}`);
  const screen = new BoardPage(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await screen.card("Pocket card").getByRole("button", { name: "Actions for Pocket card" }).tap();
  await page.getByRole("menuitem", { name: "Doing" }).tap();
  await screen.expectCards("Doing", ["Pocket card"]);
  await screen.card("Pocket card").tap();
  const panel = page.getByRole("dialog");
  await expect(panel.getByLabel("Title")).toHaveValue("Pocket card");
  expect((await panel.boundingBox())?.width).toBe(390);
  await context.close();
});
