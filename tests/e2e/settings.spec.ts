import { expect, expectNoBarriers, test } from "./fixtures";

const columns = [
  { name: "To do", kind: "backlog" as const },
  { name: "Doing", kind: "active" as const },
  { name: "Testing", kind: "active" as const },
  { name: "Done", kind: "done" as const },
];

test("a lead shapes the board: columns are added, renamed, reordered and archived with their cards", async ({
  api,
  page,
}) => {
  const board = await api.createBoard(columns);
  await api.createCard(board, "Testing", "Where do I go");
  await page.goto(`/boards/${board.board.id}/settings`);

  await page.getByLabel("Name of the new column").fill("Deploy");
  await page.getByRole("button", { name: "Add column" }).click();
  await expect(page.getByLabel("Name of Deploy")).toBeVisible();

  await page.getByLabel("Name of Doing").fill("Development");
  await page.getByLabel("Name of Doing").press("Enter");
  await expect(page.getByLabel("Name of Development")).toBeVisible();

  await page.getByRole("button", { name: "Move Deploy to the left" }).click();
  await expect(async () => {
    const names = (await api.getBoard(board.board.id)).columns.map(({ name }) => name);
    expect(names.indexOf("Deploy")).toBe(names.length - 2);
  }).toPass();

  await page.getByRole("button", { name: "Archive Testing" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Move its card to").click();
  await page.getByRole("option", { name: "Development" }).click();
  await dialog.getByRole("button", { name: "Archive column" }).click();
  await expect(page.getByLabel("Name of Testing")).toBeHidden();

  const after = await api.getBoard(board.board.id);
  expect(after.columns.map(({ name }) => name)).toEqual(["To do", "Development", "Deploy", "Done"]);
  const development = after.columns.find(({ name }) => name === "Development");
  expect(after.cards.map(({ columnId }) => columnId)).toEqual([development?.id]);
  await expectNoBarriers(page);
});

test("a lead agrees on a service level, takes what is proposed for it, and takes the agreement back", async ({
  api,
  page,
}) => {
  const board = await api.createBoard(columns);
  const done = board.columns.at(-1)?.name ?? "";
  for (let card = 1; card <= 10; card++) await api.createCard(board, done, `Done on one day ${card}`);
  await page.goto(`/boards/${board.board.id}/settings`);
  const group = page.getByRole("group", { name: "Agreed service level expectation" });
  const save = page.getByRole("button", { name: "Save", exact: true });
  const agreed = async () => (await api.getBoard(board.board.id)).board.serviceLevel;

  await expect(group).toContainText("85 % took 1 day or less");
  await group.getByLabel("Share of the cards, in per cent").fill("90");
  await expect(group).toContainText("90 % took 1 day or less");
  await group.getByRole("button", { name: "Use 1 day" }).click();
  await group.getByLabel("Days in which they are done").fill("4");
  await save.click();
  await expect.poll(agreed).toEqual({ percentile: 90, days: 4 });
  await expect(save).toBeDisabled();

  await page.reload();
  await expect(group.getByLabel("Days in which they are done")).toHaveValue("4");
  await group.getByRole("button", { name: "No agreement" }).click();
  await save.click();
  await expect.poll(agreed).toBeNull();
  await expect(group).toContainText("Nothing is agreed");
});

test("a lead lets working days alone count, with a holiday, and the reports say so", async ({
  api,
  page,
}) => {
  const board = await api.createBoard(columns);
  const done = board.columns.at(-1)?.name ?? "";
  for (let card = 1; card <= 10; card++) await api.createCard(board, done, `Done on one day ${card}`);
  await page.goto(`/boards/${board.board.id}/settings`);
  const group = page.getByRole("group", { name: "Days that count" });
  const save = page.getByRole("button", { name: "Save", exact: true });

  await group.getByRole("radio", { name: "Only working days count" }).click();
  await group.getByLabel("New holiday").fill("2026-12-25");
  await group.getByRole("button", { name: "Add holiday" }).click();
  await group.getByLabel("New holiday").fill("2026-12-25");
  await group.getByRole("button", { name: "Add holiday" }).click();
  await expect(group.getByRole("alert")).toHaveText("This day is in the list already.");
  for (const name of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"])
    await group.getByLabel(name).uncheck();
  await expect(group).toContainText("Choose at least one weekday.");
  await expect(save).toBeDisabled();
  for (const name of ["Friday", "Monday"]) await group.getByLabel(name).check();
  await expectNoBarriers(page);
  await save.click();
  await expect
    .poll(async () => (await api.getBoard(board.board.id)).board.workingDays)
    .toEqual({ weekdays: [1, 5], holidays: ["2026-12-25"] });
  await expect(page.getByRole("group", { name: "Agreed service level expectation" })).toContainText(
    "85 % took 1 working day or less",
  );

  await page.goto(`/boards/${board.board.id}/reports`);
  await expect(page.getByText("working days: Monday and Friday without 1 holiday").first()).toBeVisible();
});

test("a limit set below the count is said so, takes nothing new, and its history says why", async ({
  api,
  page,
}) => {
  const board = await api.createBoard(columns);
  for (const title of ["One", "Two", "Three"]) await api.createCard(board, "Doing", title);
  await page.goto(`/boards/${board.board.id}/settings`);
  await page
    .getByRole("button", { name: "Limit of Doing: none" })
    .or(page.getByRole("button", { name: /^Limit of Doing/ }))
    .first()
    .click();
  await page.getByLabel("At most").fill("2");
  await expect(
    page.getByText("There are 3 cards now. They stay; nothing new comes in until there are fewer than 2."),
  ).toBeVisible();
  await page.getByLabel("Why (kept in the history)").fill("Finish first");
  await page.getByRole("button", { name: "Set limit" }).click();
  await expect(page.getByText("Limit saved")).toBeVisible();
  await page.getByRole("link", { name: "the page of limits" }).click();
  await expect(page.getByRole("cell", { name: "Finish first" })).toBeVisible();
  await expect(api.createCard(board, "Doing", "Four")).rejects.toThrow("409");
});
