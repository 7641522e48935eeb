import { readFile } from "node:fs/promises";
import { expect, expectNoBarriers, test } from "./fixtures";

const id = (n: number) => `65920080${String(n).padStart(16, "0")}`;
const lists = ["To do", "Doing", "Done"].map((name, n) => ({ id: id(n), name, pos: n, closed: false }));
const titles = ["=1+1", "'=1+1", "Seen from the beginning"];
const move = (day: number, card: number, from: number, to: number) => ({
  type: "updateCard",
  date: `2026-03-0${day}T09:00:00.000Z`,
  data: { card: { id: id(100 + card) }, listBefore: { id: id(from) }, listAfter: { id: id(to) } },
});
const trelloBoard = {
  name: "From Trello",
  lists,
  cards: titles.map((name, n) => ({
    id: id(100 + n),
    idShort: n + 1,
    name,
    idList: id(n === 2 ? 2 : 1),
    pos: 10 - n,
    cover: { color: "pink" },
  })),
  actions: [
    move(4, 2, 1, 2),
    move(3, 2, 0, 1),
    {
      type: "createCard",
      date: "2026-03-02T09:00:00.000Z",
      data: { card: { id: id(102) }, list: { id: id(0) } },
    },
  ],
};

test("a Trello board comes in with a report of all that does not, goes out as CSV, and comes in again the same", async ({
  page,
}) => {
  await page.goto("/boards/import");
  const choose = (name: string, text: string) =>
    page
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });
  await choose("board.json", JSON.stringify(trelloBoard));
  await expect(page.getByText("2 beginnings of cards")).toBeVisible();
  const cover = page.getByRole("listitem").filter({ hasText: "values of “cover” of cards" });
  await cover.getByText("Fields of the file").click();
  await expect(cover.getByText("cards[].cover.color")).toBeVisible();
  await expectNoBarriers(page);
  await page.getByRole("button", { name: "Import 3 cards" }).click();
  await page.getByRole("link", { name: "Open the board" }).click();

  const doing = page.getByRole("region", { name: "Doing", exact: true });
  await expect(doing.getByRole("group")).toHaveCount(2);
  await expect(doing.getByRole("group").first()).toContainText("'=1+1");
  await doing.getByRole("group").first().click();
  const panel = page.getByRole("complementary").or(page.getByRole("dialog")).first();
  await expect(panel.getByText("the history begins; it had been before in Doing")).toBeVisible();
  await expect(panel.getByText(/at least/)).toBeVisible();

  await page.goto(`${page.url().split("?")[0]}/settings`);
  await expectNoBarriers(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Moves (CSV)" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/-transitions\.csv$/);
  const text = await readFile(await file.path(), "utf8");
  expect(text).toContain('"\'=1+1"');
  expect(text).toContain("\"''=1+1\"");

  await page.goto("/boards/import");
  await choose("again.csv", text);
  await page.getByRole("button", { name: "Import 3 cards" }).click();
  await page.getByRole("link", { name: "Open the board" }).click();
  for (const title of titles) {
    await expect(
      page.getByRole("group", { name: new RegExp(`${title.replace("+", "\\+")}$`) }).first(),
    ).toBeVisible();
  }
});
