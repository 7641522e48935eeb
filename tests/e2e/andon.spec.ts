import { expect, expectNoBarriers, test } from "./fixtures";

const columns = [
  { name: "Todo", kind: "backlog" },
  { name: "Doing", kind: "active", limit: { max: 3 } },
  { name: "Review", kind: "queue", limit: { max: 1, mode: "reason" } },
  { name: "Done", kind: "done" },
] as const;

test("a pulled andon stops new work in a column, says so to everybody, and lets it in again when released", async ({
  api,
  baseURL,
  boardPage,
  browser,
  page,
  person,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "New work");
  await api.createCard(board, "Doing", "Under way");
  const screen = await boardPage(board);
  const doing = screen.column("Doing");

  await doing.getByRole("button", { name: "Actions for the column Doing" }).click();
  await page.getByRole("menuitem", { name: "Pull the andon…" }).click();
  const dialog = page.getByRole("dialog", { name: "Pull the andon of Doing?" });
  await dialog.getByLabel("What is wrong?").fill("The tests are red");
  await dialog.getByRole("button", { name: "Pull the andon" }).click();
  await expect(doing.getByRole("alert")).toContainText("The tests are red");
  await expect(doing.getByText("By Ana Silva, less than a minute ago")).toBeVisible();
  const context = await browser.newContext({ baseURL, storageState: person.storageState });
  const theirs = await boardPage(board, await context.newPage());
  await expect(theirs.column("Doing").getByRole("alert")).toContainText("The tests are red");

  await screen.carry("New work", "Doing", 0.7);
  await expect(doing.getByText("Andon pulled")).toHaveCount(2);
  await expect(page.locator("[data-announcer]")).toContainText(
    "The andon of Doing is pulled: The tests are red. Cannot be dropped here.",
  );
  await page.mouse.up();
  await screen.expectCards("Todo", ["New work"]);
  await expect(page.getByRole("listitem").filter({ hasText: "It takes no new work" })).toContainText(
    "The andon of Doing is pulled: The tests are red.",
  );

  await doing.getByRole("button", { name: "Join the swarm" }).click();
  await expect(doing.getByRole("img", { name: "Ana Silva" })).toBeVisible();
  await expectNoBarriers(page);
  await doing.getByRole("button", { name: "Release the andon" }).click();
  await expect(doing.getByText("Andon pulled")).toHaveCount(0);
  await expect(theirs.column("Doing").getByText("Andon pulled")).toHaveCount(0);
  await context.close();
  await screen.carry("New work", "Doing", 0.9);
  await page.mouse.up();
  await screen.expectCards("Doing", ["Under way", "New work"]);

  await doing.getByRole("button", { name: "Actions for the column Doing" }).click();
  await page.getByRole("menuitem", { name: "Past pulls of the andon" }).click();
  const past = page.getByRole("dialog", { name: "Past pulls of the andon" });
  await expect(past.getByRole("listitem")).toContainText("The tests are red");
  await expectNoBarriers(page);
});

test("what a column requires is asked before a card goes on, also together with a reason for a limit", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Doing", "Almost done");
  await api.createCard(board, "Review", "In review");
  await page.goto(`/boards/${board.board.id}/settings`);
  await page.getByRole("button", { name: "Exit policies: none of Doing" }).click();
  const editor = page.getByRole("dialog", { name: "Before a card leaves Doing" });
  await editor.getByLabel("Text of the new policy").fill("Tests pass");
  await editor.getByLabel("Required before a card goes on").check();
  await editor.getByRole("button", { name: "Add policy" }).click();
  await expect(editor.getByLabel("Text of “Tests pass”")).toBeVisible();
  await editor.getByLabel("Text of the new policy").fill("Tell support");
  await editor.getByLabel("Required before a card goes on").uncheck();
  await editor.getByRole("button", { name: "Add policy" }).click();
  await expect(editor.getByLabel("Text of “Tell support”")).toBeVisible();
  await expectNoBarriers(page);

  const screen = await boardPage(board);
  await screen.carry("Almost done", "Review", 0.8);
  await page.mouse.up();
  const policies = page.getByRole("dialog", { name: "Not done in Doing yet" });
  await expect(policies.getByRole("button", { name: "Confirm and move" })).toBeDisabled();
  await expectNoBarriers(page);
  await policies.getByLabel("Tests pass").check();
  await policies.getByRole("button", { name: "Confirm and move" }).click();
  const reason = page.getByRole("dialog", { name: "Go over the limit?" });
  await reason.getByLabel("Reason").fill("The reviewer is free now.");
  await reason.getByRole("button", { name: "Go over it" }).click();
  await screen.expectCards("Review", ["In review", "Almost done"]);
  await expect(page.getByText("Left Doing. Remember:")).toBeVisible();
  await expect(page.getByText("Tell support")).toBeVisible();
});

test("a split column holds one limit over both parts, and is one column again when merged", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  for (const title of ["One", "Two", "Three"]) await api.createCard(board, "Doing", title);
  await api.createCard(board, "Todo", "Four");
  const settings = `/boards/${board.board.id}/settings`;
  await page.goto(settings);
  await page.getByRole("button", { name: "Split into doing and done (Doing)" }).click();
  await expect(page.getByLabel("Name of Doing: done")).toBeVisible();
  await expectNoBarriers(page);

  const screen = await boardPage(board);
  const both = page.getByRole("group", { name: "Doing, both parts" });
  await expect(both.getByText("3 of at most 3 cards")).toBeAttached();
  await screen.carry("One", "Doing: done", 0.5);
  await page.mouse.up();
  await screen.expectCards("Doing: done", ["One"]);
  await expect(both.getByText("Full")).toBeVisible();
  await screen.carry("Four", "Doing: done", 0.8);
  await expect(screen.column("Doing: done").getByText("Doing is full: 3 of 3.")).toBeVisible();
  await page.mouse.up();
  await screen.expectCards("Todo", ["Four"]);

  await page.goto(settings);
  await page.getByRole("button", { name: "Merge Doing and Doing: done" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Merge" }).click();
  await expect(page.getByLabel("Name of Doing: done")).toHaveCount(0);
  await boardPage(board);
  await expect(screen.column("Doing").getByRole("list").getByRole("listitem")).toHaveCount(3);
});

test("a block says why, since when and by whom, and is kept with its time when it ends", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.send("patch", `/boards/${board.board.id}`, { blockCategories: ["supplier", "weather"] });
  await api.createCard(board, "Doing", "Held up");
  const screen = await boardPage(board);
  await screen.card("Held up").click();
  const panel = page.getByRole("dialog");
  await panel.getByRole("button", { name: "Mark as blocked" }).click();
  await panel.getByLabel("What is it waiting for?").fill("The road is flooded");
  await panel.getByLabel("Category").click();
  await page.getByRole("option", { name: "Weather" }).click();
  await panel.getByRole("button", { name: "Block", exact: true }).click();
  await expect(panel.getByText("The road is flooded")).toBeVisible();
  await expect(panel.getByText("Weather. Blocked for less than a minute by Ana Silva.")).toBeVisible();
  await expectNoBarriers(page);
  await panel.getByRole("button", { name: "Unblock" }).click();
  await panel.getByText("with 1 past block").click();
  await expect(panel.getByText("The road is flooded")).toBeVisible();
});
