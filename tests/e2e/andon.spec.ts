import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const columns = [
  { name: "Todo", kind: "backlog" },
  { name: "Doing", kind: "active", limit: { max: 3 } },
  { name: "Review", kind: "queue", limit: { max: 1, mode: "reason" } },
  { name: "Done", kind: "done" },
] as const;

async function expectNoBarriers(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual(
    [],
  );
}

test("a pulled cord stops new work in a column, says so to everybody, and lets it in again when released", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "New work");
  await api.createCard(board, "Doing", "Under way");
  const screen = await boardPage(board);
  const doing = screen.column("Doing");

  await doing.getByRole("button", { name: "Actions for the column Doing" }).click();
  await page.getByRole("menuitem", { name: "Pull the cord…" }).click();
  const dialog = page.getByRole("dialog", { name: "Pull the cord of Doing?" });
  await dialog.getByLabel("What is wrong?").fill("The tests are red");
  await dialog.getByRole("button", { name: "Pull the cord" }).click();
  await expect(doing.getByRole("alert")).toContainText("The tests are red");
  await expect(doing.getByText("Ana Silva stopped new work here")).toBeVisible();

  await screen.carry("New work", "Doing", 0.7);
  await expect(doing.getByText("The cord of Doing is pulled: The tests are red.")).toBeVisible();
  await page.mouse.up();
  await screen.expectCards("Todo", ["New work"]);
  await expect(page.getByRole("listitem").filter({ hasText: "It takes no new work" })).toContainText(
    "The cord of Doing is pulled: The tests are red.",
  );

  await doing.getByRole("button", { name: "Join the swarm" }).click();
  await expect(doing.getByRole("img", { name: "Ana Silva" })).toBeVisible();
  await expectNoBarriers(page);
  await doing.getByRole("button", { name: "Release the cord" }).click();
  await expect(doing.getByText("Cord pulled")).toHaveCount(0);
  await screen.carry("New work", "Doing", 0.9);
  await page.mouse.up();
  await screen.expectCards("Doing", ["Under way", "New work"]);

  await doing.getByRole("button", { name: "Actions for the column Doing" }).click();
  await page.getByRole("menuitem", { name: "Past pulls of the cord" }).click();
  const past = page.getByRole("dialog", { name: "Past pulls of the cord" });
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
  await expect(page.getByText("Left Doing: was this thought of?")).toBeVisible();
  await expect(page.getByText("Tell support")).toBeVisible();
});
