import { type BoardPage, expect, expectNoBarriers, test } from "./fixtures";

const columns = [
  { name: "Todo", kind: "backlog" },
  { name: "Doing", kind: "active" },
  { name: "Done", kind: "done" },
] as const;

test("nine tabs of a board are live on one stream, and each of them saves", async ({
  api,
  boardPage,
  context,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  for (const title of ["First", "Last"]) await api.createCard(board, "Todo", title);
  const screens = [await boardPage(board)];
  for (let tab = 2; tab <= 9; tab++) screens.push(await boardPage(board, await context.newPage()));
  const ninth = screens.at(-1) as BoardPage;
  await ninth.carry("Last", "Doing", 0.5);
  await ninth.page.mouse.up();
  for (const screen of screens) await screen.expectCards("Doing", ["Last"]);
  await page.bringToFront();
  await screens[0]?.carry("First", "Doing", 0.9);
  await page.mouse.up();
  for (const screen of screens) await expect(screen.column("Doing").getByText("First")).toBeVisible();

  // The tab that holds the stream goes away.
  await page.close();
  await api.createCard(board, "Done", "Heard by the others");
  for (const screen of screens.slice(1)) {
    await screen.expectCards("Done", ["Heard by the others"]);
    await expect(screen.page.getByText("Live", { exact: true })).toBeVisible();
  }
});

test("without a network the board says so, a move is not called saved, and both come right afterwards", async ({
  allowFault,
  api,
  boardPage,
  context,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "Carried");
  const elsewhere = await api.createCard(board, "Todo", "Moved elsewhere");
  const screen = await boardPage(board);
  allowFault(/net::ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await expect(page.getByText("Offline", { exact: true })).toBeVisible({ timeout: 2_000 });
  await api.moveCard(elsewhere.id, board.columns[2]?.id ?? "");
  await screen.carry("Carried", "Doing", 0.5);
  await page.mouse.up();
  await expect(page.getByRole("button", { name: "Not saved yet (1)" })).toBeVisible();
  await expect(screen.card("Carried").getByText("Not saved yet")).toBeVisible();
  await expectNoBarriers(page);
  await context.setOffline(false);
  await expect(page.getByText("Not saved yet")).toHaveCount(0);
  await screen.expectCards("Doing", ["Carried"]);
  await screen.expectCards("Done", ["Moved elsewhere"]);
  const after = await api.getBoard(board.board.id);
  expect(after.columns.map(({ count }) => count)).toEqual([0, 1, 1]);
});

test("a write that gets no answer is called not saved, leaving asks, and it can be taken back", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "Stuck");
  const screen = await boardPage(board);
  await page.route("**/api/v1/cards/*/move", () => undefined);
  await screen.carry("Stuck", "Doing", 0.5);
  await page.mouse.up();
  const mark = page.getByRole("button", { name: "Not saved yet (1)" });
  await expect(mark).toBeVisible({ timeout: 4_000 });
  await page.getByRole("link", { name: "Reports" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("not been saved yet");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await mark.click();
  await page.getByRole("button", { name: "Take back" }).click();
  await expect(mark).toHaveCount(0);
  await screen.expectCards("Todo", ["Stuck"]);
});

test("who is signed out is told, and goes on after signing in: what waited is saved, the board is live", async ({
  api,
  boardPage,
  context,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "Waits");
  const screen = await boardPage(board);
  const cookies = await context.cookies();
  await context.clearCookies();
  await screen.carry("Waits", "Doing", 0.5);
  await page.mouse.up();
  await expect(page.getByText("You are signed out", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", /next=%2Fboards%2F/);
  await expect(page.getByRole("button", { name: "Not saved yet (1)" })).toBeVisible();
  await expectNoBarriers(page);

  await context.addCookies(cookies);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.getByText("You are signed out", { exact: true })).toHaveCount(0);
  await expect(page.getByText("Not saved yet")).toHaveCount(0);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(async () =>
    expect((await api.getBoard(board.board.id)).columns.map(({ count }) => count)).toEqual([0, 1, 0]),
  ).toPass();
});
