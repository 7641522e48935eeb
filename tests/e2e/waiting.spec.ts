import type { Page } from "@playwright/test";
import { expect, expectNoBarriers, test } from "./fixtures";

const columns = [
  { name: "Todo", kind: "backlog" },
  { name: "Doing", kind: "active", limit: { max: 1 } },
  { name: "Done", kind: "done" },
] as const;

const notice = (page: Page, words: string) => page.getByRole("listitem").filter({ hasText: words });

test("a card waits for a full column, is pulled when a slot frees, and the pull can be undone", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  const holder = await api.createCard(board, "Doing", "Holder");
  await api.createCard(board, "Todo", "Patient");
  await api.createCard(board, "Todo", "Later");
  const screen = await boardPage(board);
  const doing = screen.column("Doing");

  await screen.carry("Patient", "Doing", 0.5);
  await page.mouse.up();
  await page.getByRole("button", { name: "Join the waiting list" }).click();
  await expect(screen.card("Patient")).toContainText("Waits for Doing, next");
  await screen.card("Later").getByRole("button", { name: "Actions for Later" }).click();
  await page.getByRole("menuitem", { name: "Join the waiting list" }).click();
  await expect(screen.card("Later")).toContainText("Waits for Doing, number 2");

  await doing.getByRole("button", { name: "2 waiting for Doing" }).click();
  const line = page.getByRole("dialog").getByRole("listitem");
  await expect(line).toHaveCount(2);
  await expect(line.first()).toContainText("E2E-2 Patient");
  await expectNoBarriers(page);
  await page.keyboard.press("Escape");

  await api.moveCard(holder.id, board.columns[2]?.id ?? "");
  await expect(doing.getByText("Slot free")).toBeVisible();
  await expect(page.locator("[data-announcer]")).toContainText("A slot is free in Doing. E2E-2 Patient");
  const offer = notice(page, "A slot is free in Doing");
  await expect(offer).toBeVisible();
  await doing.getByRole("button", { name: "Pull E2E-2" }).click();
  await screen.expectCards("Doing", ["Patient"]);
  await expect(offer).toHaveCount(0);
  await expect(doing.getByRole("button", { name: "1 waiting for Doing" })).toBeVisible();

  await page.keyboard.press("Control+z");
  await expect(notice(page, "Moved E2E-2 back to Todo")).toBeVisible();
  await screen.expectCards("Doing", []);
  await expect(screen.card("Later")).toContainText("May enter Doing now");
});

test("several cards move together or not at all", async ({ api, boardPage, page }) => {
  const board = await api.createBoard([...columns]);
  for (const title of ["One", "Two", "Three"]) await api.createCard(board, "Todo", title);
  const screen = await boardPage(board);
  await screen.card("One").click({ modifiers: ["Control"] });
  await screen.card("Three").click({ modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: "Chosen cards" });
  await expect(bar).toContainText("3 cards selected");
  await expect(page.getByRole("group", { name: "E2E-2 Two, selected" })).toBeVisible();
  await expectNoBarriers(page);

  await bar.getByRole("button", { name: "Move to…" }).click();
  const full = page.getByRole("menuitem", { name: "Doing" });
  await expect(full).toContainText("E2E-2 does not fit. Doing is full: 1 of 1.");
  await full.click();
  await expect(notice(page, "No card was moved: E2E-2 does not fit.")).toBeVisible();
  await screen.expectCards("Todo", ["One", "Two", "Three"]);
  await screen.expectCards("Doing", []);

  await screen.card("Two").focus();
  await page.keyboard.press("x");
  await expect(bar).toContainText("2 cards selected");
  await bar.getByRole("button", { name: "Move to…" }).click();
  await page.getByRole("menuitem", { name: "Done" }).click();
  await screen.expectCards("Done", ["One", "Three"]);
  await expect(bar).toHaveCount(0);
  await page.keyboard.press("x");
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
});

test("a card goes to another board, and stays where it is while there is no room", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  const other = await api.createBoard([
    { name: "Inbox", kind: "backlog", limit: { max: 1 } },
    { name: "Work", kind: "active" },
  ]);
  await api.createCard(board, "Todo", "Traveller");
  await api.createCard(other, "Inbox", "Already there");
  const screen = await boardPage(board);
  await screen.card("Traveller").getByRole("button", { name: "Actions for Traveller" }).click();
  await page.getByRole("menuitem", { name: "Move to another board…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Board" }).click();
  await page.getByRole("option", { name: other.board.name }).click();
  await expect(dialog.getByRole("combobox", { name: "Column" })).toContainText("Inbox is full: 1 of 1.");
  await dialog.getByRole("button", { name: "Move card" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Already there");
  await expectNoBarriers(page);
  await dialog.getByRole("combobox", { name: "Column" }).click();
  await page.getByRole("option", { name: "Work" }).click();
  await dialog.getByRole("button", { name: "Move card" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(screen.card("Traveller")).toHaveCount(0);
  await page.getByRole("link", { name: "Open it there" }).click();
  await expect(page.getByRole("dialog").getByLabel("Title")).toHaveValue("Traveller");
});

test("a table of cards comes in as a whole or not at all; limits of people stand above the board", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.send("post", `/boards/${board.board.id}/limits`, { max: 1, perPerson: true });
  const ana = board.members[0]?.userId ?? "";
  await api.createCard(board, "Doing", "Hers", { assigneeIds: [ana] });
  const screen = await boardPage(board);
  const limits = page.getByRole("group", { name: "Limits of people and classes" });
  await expect(limits.getByRole("button").filter({ hasText: "Full" })).toHaveText(/1 of at most 1 cards/);

  await page.getByRole("button", { name: "Import cards" }).click();
  const dialog = page.getByRole("dialog", { name: "Import cards" });
  await dialog.getByLabel("Table").fill("title,column,labels\nFirst,Todo,docs\nSecond,Doing,");
  await expect(dialog).toContainText("Line 3 does not fit: Doing is full: 1 of 1.");
  await expectNoBarriers(page);
  await dialog.getByRole("button", { name: "Import 2 cards" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Nothing was imported");
  await screen.expectCards("Todo", []);
  await dialog.getByLabel("Table").fill("title,column,labels\nFirst,Todo,docs\nSecond,Todo,");
  await dialog.getByRole("button", { name: "Import 2 cards" }).click();
  await screen.expectCards("Todo", ["First", "Second"]);
  await expect(screen.card("First")).toContainText("docs");
});
