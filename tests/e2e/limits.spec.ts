import { expect, expectNoBarriers, test } from "./fixtures";

const columns = [
  { name: "To do", kind: "backlog" as const },
  { name: "Doing", kind: "active" as const, limit: { max: 2, mode: "reason" as const } },
  { name: "Done", kind: "done" as const },
];

test("a lead sets a limit on each person, changes it with a reason, removes it, and the history says so", async ({
  api,
  page,
}) => {
  const board = await api.createBoard(columns);
  const ana = board.members[0]?.userId ?? "";
  for (const title of ["One", "Two"]) await api.createCard(board, "Doing", title, { assigneeIds: [ana] });
  await page.goto(`/boards/${board.board.id}`);
  await page.getByRole("navigation", { name: "Board" }).getByRole("link", { name: "Limits" }).click();

  await page.getByRole("button", { name: "Add a limit" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("People").click();
  await page.getByRole("option", { name: "Each person" }).click();
  await expect(dialog.getByRole("status").first()).toContainText("Cards per person: at most 2 now");
  await dialog.getByLabel("At most").fill("1");
  await expect(dialog.getByText("There are 2 cards now.")).toBeVisible();
  await dialog.getByLabel("Why (kept in the history)").fill("One thing at a time");
  await dialog.getByRole("button", { name: "Set limit" }).click();

  const limit = page.getByRole("listitem", { name: "Cards per person" });
  await expect(limit).toContainText("2 of at most 1 cards");
  await expect(limit).toContainText("Ana Silva 2");
  await expect(limit).toContainText("Over");

  await page.getByRole("button", { name: "Change the limit of Cards per person" }).click();
  await dialog.getByLabel("At most").fill("3");
  await dialog.getByLabel("Why (kept in the history)").fill("Reviews count too");
  await dialog.getByRole("button", { name: "Save limit" }).click();
  await expect(limit).toContainText("2 of at most 3 cards");
  await expect(page.getByRole("row", { name: /Ana Silva.*Cards per person.*1 → 3.*Reviews/ })).toBeVisible();

  await page.getByRole("button", { name: "Remove the limit of Cards per person" }).click();
  await dialog.getByRole("button", { name: "Remove limit" }).click();
  await expect(limit).toBeHidden();
  await expect(page.getByRole("row", { name: /Removed \(was 3\)/ })).toBeVisible();
});

test("an override stands in the reports with its reason, and leads to its card", async ({ api, page }) => {
  const board = await api.createBoard(columns);
  const [limit] = board.limits;
  for (const title of ["One", "Two"]) await api.createCard(board, "Doing", title);
  const third = await api.createCard(board, "To do", "Urgent fix");
  await expect(api.moveCard(third.id, limit?.columnIds[0] ?? "")).rejects.toThrow("409");
  await api.send("post", `/cards/${third.id}/move`, {
    columnId: limit?.columnIds[0],
    override: { reason: "The customer is down", limitId: limit?.id, maxSeen: limit?.max },
  });
  await page.goto(`/boards/${board.board.id}/reports`);
  const report = page.getByRole("region", { name: "Overrides", exact: true });
  await expect(report).toContainText("1 of 3 entries went over a limit with a reason, 33 %; 1 was refused.");
  await expect(
    report.getByRole("row", { name: /Ana Silva.*Doing.*2 of 2.*The customer is down/ }),
  ).toBeVisible();
  const download = page.waitForEvent("download");
  await report.getByRole("button", { name: "Download the rows of Overrides as CSV" }).click();
  expect((await download).suggestedFilename()).toBe("overrides.csv");
  await report.getByRole("button", { name: /Urgent fix/ }).click();
  await expect(page.getByRole("dialog")).toContainText("Urgent fix");
});

test("the page of limits takes a new limit on a phone in the dark, and shows a past day", async ({
  api,
  page,
}) => {
  const board = await api.createBoard(columns);
  await api.createCard(board, "Doing", "One");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/boards/${board.board.id}/limits`);
  await expect(page.getByRole("cell", { name: "Set to 2, with a reason" })).toBeVisible();
  await page.getByRole("button", { name: "Add a limit" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectNoBarriers(page);
  await page.keyboard.press("Escape");
  await page.getByLabel("Limits as of").fill("2020-01-01");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("No limit stood then.")).toBeVisible();
  await page.getByRole("link", { name: "Back to now" }).click();
  await expect(page.getByRole("listitem", { name: "Doing" })).toContainText("1 of at most 2 cards");
});
