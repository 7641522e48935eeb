import { expect, expectNoBarriers, test } from "./fixtures";

const columns = [
  { name: "Todo", kind: "backlog" },
  { name: "Doing", kind: "active" },
  { name: "Done", kind: "done" },
] as const;

test("an old link leads to the board on which the card is now, and the card keeps its past", async ({
  api,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  const other = await api.createBoard([...columns]);
  const card = await api.createCard(board, "Doing", "Traveller");
  const columnId = other.columns.find(({ name }) => name === "Todo")?.id;
  await api.send("post", `/cards/${card.id}/transfer`, { boardId: other.board.id, columnId });

  const panel = page.getByRole("dialog");
  for (const reference of [`${board.board.key}-${card.number}`, card.id]) {
    await page.goto(`/boards/${board.board.id}?card=${reference}`);
    await expect(page).toHaveURL(new RegExp(`/boards/${other.board.id}\\?card=${other.board.key}-1$`));
    await expect(panel.getByLabel("Title")).toHaveValue("Traveller");
    await expect(page.getByRole("listitem").filter({ hasText: "was moved to this board" })).toBeVisible();
  }
  await expect(panel).toContainText("came from another board into Todo");
  await expect(panel).toContainText("started on another board");
  await expectNoBarriers(page);
});
