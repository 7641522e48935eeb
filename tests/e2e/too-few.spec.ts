import { expect, expectNoBarriers, test } from "./fixtures";

const columns = [
  { name: "To do", kind: "backlog" },
  { name: "Doing", kind: "active", limit: { max: 5 } },
  { name: "Done", kind: "done" },
] as const;

/** Two cards are done, and a third that is past its due date: what is finished is not late. */
const said = "Not enough finished yet: 3 of 10 cards.";

test("a board with few finished cards calls nothing late but a due date that has passed, and says why", async ({
  api,
  page,
}) => {
  const made = await api.createBoard(columns.map((column) => ({ ...column })));
  const { board } = made;
  for (const title of ["First", "Second"]) await api.createCard(made, "Done", title);
  await api.createCard(made, "Doing", "In progress");
  await api.createCard(made, "To do", "Overdue", { dueDate: "2020-01-31" });
  await api.createCard(made, "Done", "Done after all", { dueDate: "2020-01-31" });

  await page.goto(`/boards/${board.id}/reports`);
  const overview = page.getByRole("region", { name: "Overview" });
  await expect(overview).toContainText(said);
  await expect(overview).toContainText("1 late card");
  await expect(
    overview.getByRole("link", { name: /Overdue due 2020-01-31, .* days ago, in To do/ }),
  ).toBeVisible();
  await expect(overview).not.toContainText("Probable constraint");
  for (const name of [
    "Service level",
    "Ageing work in progress",
    "Probable constraint",
    "Little's law",
    "Process behaviour",
  ])
    await expect(page.getByRole("region", { name, exact: true })).toContainText(said);
  // A forecast draws from days that are over, and today is not.
  for (const name of ["When will the cards be done?", "How many cards will be done?"])
    await expect(page.getByRole("region", { name, exact: true })).toContainText(
      "Not enough finished yet: 0 of 10 cards.",
    );
  await expectNoBarriers(page);

  await page.goto("/flow");
  const item = page.getByRole("article", { name: board.name });
  await expect(item).toContainText(said);
  await expect(item.getByRole("link", { name: "1 late card" })).toBeVisible();
  await expect(item.getByText(/Late: due 2020-01-31/)).toBeVisible();
  await expectNoBarriers(page);

  await page.goto(`/boards/${board.id}/limits`);
  await expect(page.getByText(`No starting value. ${said}`)).toBeVisible();
  await page.goto(`/boards/${board.id}/settings`);
  await expect(page.getByRole("group", { name: "Agreed service level expectation" })).toContainText(said);
});

test("what was blocked when it was finished is blocked no more", async ({ api, page }) => {
  const made = await api.createBoard(columns.map((column) => ({ ...column })));
  const card = await api.createCard(made, "Doing", "Waits for keys");
  await api.send("post", `/cards/${card.id}/block`, { reason: "No keys", category: "environment" });
  await page.goto(`/boards/${made.board.id}?card=${card.id}`);
  const panel = page.getByRole("dialog");
  await expect(panel.getByText("Blocked", { exact: true })).toBeVisible();
  await api.moveCard(card.id, made.columns.find(({ name }) => name === "Done")?.id ?? "");
  await expect(panel.getByText("Was blocked to its end")).toBeVisible();
  await expect(panel.getByText(/It was blocked for/)).toBeVisible();
  await page.goto(`/boards/${made.board.id}/reports`);
  await expect(page.getByRole("region", { name: "Blockers", exact: true })).toContainText(
    "none of them still lasts",
  );
});
