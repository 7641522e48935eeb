import { expect, expectNoBarriers, test } from "./fixtures";

const columns = [
  { name: "Ready", kind: "queue" as const },
  { name: "Doing", kind: "active" as const },
];

test("descriptions made to break or freeze their reader are shown as written, and the board stays usable", async ({
  api,
  boardPage,
}) => {
  const board = await api.createBoard(columns);
  const hostile = [">".repeat(10_000), "*a_ ".repeat(25_000), "![".repeat(20_000), "| a".repeat(30_000)];
  for (const [index, description] of hostile.entries()) {
    await api.createCard(board, "Ready", `Trap ${index + 1}`, { description });
  }
  await api.createCard(board, "Ready", "Tame", { description: "Some **bold** words" });
  const { page, card } = await boardPage(board).then((shown) => ({
    page: shown.page,
    card: shown.card.bind(shown),
  }));
  for (const [index, description] of hostile.entries()) {
    await card(`Trap ${index + 1}`).click();
    const panel = page.getByRole("dialog");
    await expect(panel.getByText("Shown as it was written")).toBeVisible();
    await expect(panel.getByText(description.slice(0, 40)).first()).toBeVisible();
    if (index === 0) await expectNoBarriers(page);
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
  }
  await card("Tame").click();
  await expect(page.getByRole("dialog").locator("strong", { hasText: "bold" })).toBeVisible();
  await expect(page.getByText("Shown as it was written")).toBeHidden();
});
