import { expect, expectNoBarriers, test } from "./fixtures";

const columns = [
  { name: "Todo", kind: "backlog" as const },
  { name: "Doing", kind: "active" as const },
  { name: "Done", kind: "done" as const },
];

test("a description is there again however the card was left", async ({ api, boardPage, page }) => {
  const board = await api.createBoard(columns);
  await api.createCard(board, "Todo", "Alpha");
  const shown = await boardPage(board);
  const description = page.getByLabel("Description in Markdown");
  const open = () => shown.card("Alpha").click();
  await open();
  await page.getByRole("button", { name: "Write one" }).click();
  await description.pressSequentially("an hour of work", { delay: 10 });
  const ways = [
    () => page.keyboard.press("Escape"),
    () => page.getByRole("button", { name: "Close", exact: true }).click(),
    () => page.mouse.click(200, 600),
    () => page.goBack(),
  ];
  for (const leave of ways) {
    await leave();
    await expect(description).toHaveCount(0);
    await expect(page.getByText("Your description of E2E-1 is not saved").first()).toBeVisible();
    await open();
    await expect(description).toHaveValue("an hour of work");
    await expect(page.getByText("Kept from before")).toBeVisible();
  }
  await page.reload();
  await expect(description).toHaveValue("an hour of work");
  await expectNoBarriers(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(description).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(description).toHaveValue("an hour of work");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(description).toHaveCount(0);
  await expect
    .poll(
      async () =>
        (await api.send("get", `/cards/${(await api.getBoard(board.board.id)).cards[0]?.id}`)).description,
    )
    .toBe("an hour of work");
});

test("a kept description beside one that somebody changed since shows both", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard(columns);
  const made = await api.createCard(board, "Todo", "Alpha");
  const shown = await boardPage(board);
  await shown.card("Alpha").click();
  await page.getByRole("button", { name: "Write one" }).click();
  await page.getByLabel("Description in Markdown").fill("mine");
  await page.keyboard.press("Escape");
  await api.send("patch", `/cards/${made.id}`, { description: "theirs", version: made.version });
  await shown.card("Alpha").click();
  await expect(page.getByLabel("Description in Markdown")).toHaveValue("mine");
  await expect(page.getByText("Somebody changed this meanwhile")).toBeVisible();
  await page.getByRole("button", { name: "Keep mine" }).click();
  await expect.poll(async () => (await api.send("get", `/cards/${made.id}`)).description).toBe("mine");
});

test("a title is saved by Back", async ({ api, boardPage, page }) => {
  const board = await api.createBoard(columns);
  await api.createCard(board, "Todo", "Alpha");
  const shown = await boardPage(board);
  await shown.card("Alpha").click();
  await page.getByLabel("Title", { exact: true }).fill("Alpha and more");
  await page.goBack();
  await expect(shown.card("Alpha and more")).toBeVisible();
  await expect.poll(async () => (await api.getBoard(board.board.id)).cards[0]?.title).toBe("Alpha and more");
});

test("a half-written card is there after a link, a reload and closing, and each column has its own", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard(columns);
  const shown = await boardPage(board);
  const add = shown.column("Todo").getByRole("button", { name: /Add a card/ });
  await add.click();
  const field = page.getByLabel("Title of the new card in Todo");
  await field.pressSequentially("Half a thou", { delay: 10 });
  await page.getByRole("link", { name: "Reports" }).click();
  await page.waitForURL(/reports/);
  await page.goBack();
  await expect(add).toContainText("Draft: Half a thou");
  await page.reload();
  await add.click();
  await expect(field).toHaveValue("Half a thou");
  await page.keyboard.press("Escape");
  await shown
    .column("Doing")
    .getByRole("button", { name: /Add a card/ })
    .click();
  await expect(page.getByLabel("Title of the new card in Doing")).toHaveValue("");
});

test("three pasted lines make three cards by Enter, and a full column takes none and keeps them", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard(columns);
  const doing = board.columns.find(({ name }) => name === "Doing");
  const limit = { columnIds: [doing?.id], max: 2, mode: "hard" };
  await api.send("post", `/boards/${board.board.id}/limits`, limit);
  const shown = await boardPage(board);
  await shown
    .column("Todo")
    .getByRole("button", { name: /Add a card/ })
    .click();
  await page.getByLabel("Title of the new card in Todo").fill("first\nsecond\n\nthird");
  await expect(page.getByRole("button", { name: "Add 3 cards, one each line" })).toBeVisible();
  await expectNoBarriers(page);
  await page.keyboard.press("Enter");
  await shown.expectCards("Todo", ["first", "second", "third"]);
  await page.getByRole("button", { name: "Close" }).click();

  await shown
    .column("Doing")
    .getByRole("button", { name: /Add a card/ })
    .click();
  const field = page.getByLabel("Title of the new card in Doing");
  await field.fill("one\ntwo\nthree");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No card was added: “three” does not fit.")).toBeVisible();
  await expect(field).toHaveValue("one\ntwo\nthree");
  expect((await api.getBoard(board.board.id)).cards).toHaveLength(3);
  await page.getByRole("button", { name: "Add as one card" }).click();
  await shown.expectCards("Doing", ["one two three"]);
});

test("unsaved settings ask before they are left, by link and by Back", async ({ api, page }) => {
  const board = await api.createBoard(columns);
  await page.goto(`/boards/${board.board.id}`);
  await page.getByRole("link", { name: "Settings" }).click();
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("Another name");
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await page.getByRole("link", { name: "Limits", exact: true }).click();
  await expect(question).toBeVisible();
  await expectNoBarriers(page);
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(name).toHaveValue("Another name");
  await page.goBack();
  await expect(question).toBeVisible();
  await expect(page).toHaveURL(/settings$/);
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(name).toHaveValue("Another name");
  await page.goBack();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(new RegExp(`/boards/${board.board.id}$`));
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
});
