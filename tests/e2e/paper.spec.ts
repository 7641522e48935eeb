import { readFile } from "node:fs/promises";
import { readPdf } from "../support/read-pdf";
import { expect, test } from "./fixtures";

const names = ["Todo", "Doing", "Review", "Ready", "Test", "Deploy", "Done"];
const columns = names.map((name, index) => ({
  name,
  kind: index === 0 ? ("backlog" as const) : index === 6 ? ("done" as const) : ("active" as const),
}));
const paper = { format: "A4", landscape: true } as const;

test("a board is printed whole, whatever is in view, with a head and a number on every sheet", async ({
  api,
  boardPage,
}) => {
  const board = await api.createBoard(columns);
  const todo = board.columns[0]?.id;
  const titles = Array.from({ length: 60 }, (_, index) => `card ${String(index + 1).padStart(3, "0")}`);
  await api.send("post", `/boards/${board.board.id}/cards/import`, {
    items: titles.map((title) => ({ columnId: todo, title })),
  });
  const { page } = await boardPage(board);

  const sheets = await readPdf(await page.pdf(paper));
  const words = sheets.join("\n");
  expect(titles.filter((title) => !words.includes(title))).toEqual([]);
  expect(names.filter((name) => !words.includes(name))).toEqual([]);
  for (const [index, sheet] of sheets.entries()) {
    expect(sheet).toContain(board.board.name);
    expect(sheet).toContain(`${index + 1} / ${sheets.length}`);
  }

  await page.getByRole("searchbox", { name: "Search cards" }).fill("007");
  await expect(page.getByText("1 of 60 match the filter")).toBeVisible();
  const filtered = (await readPdf(await page.pdf(paper))).join("\n");
  expect(filtered).toContain("card 007");
  expect(filtered).not.toContain("card 008");
  expect(filtered).toContain("Only the cards that match the filter");
});

test("reports are printed with their pictures at the size of the paper, and with every word", async ({
  api,
  page,
}) => {
  const board = await api.createBoard(columns);
  const title =
    "A card whose title is long enough to be cut on any screen that is narrower than the whole desk of its reader";
  const card = await api.createCard(board, "Doing", title);
  await api.moveCard(card.id, board.columns[6]?.id ?? "");
  await page.goto(`/boards/${board.board.id}/reports`);
  await expect(page.getByRole("heading", { name: "Overrides" })).toBeVisible();

  await page.emulateMedia({ media: "print" });
  const charts = page.locator(".recharts-wrapper > svg");
  await expect(charts.first()).toBeVisible();
  const tooSmall = await charts.evaluateAll(
    (all) => all.filter((chart) => chart.getBoundingClientRect().width < 500).length,
  );
  expect(tooSmall).toBe(0);
  const words = (await readPdf(await page.pdf({ format: "A4" }))).join("\n");
  for (const heading of ["Cumulative flow", "Throughput", "Cycle time", "Blockers", "Overrides"])
    expect(words).toContain(heading);
});

test("a picture of a chart brings its typeface with it", async ({ api, page }) => {
  const board = await api.createBoard(columns);
  const card = await api.createCard(board, "Doing", "one");
  await api.moveCard(card.id, board.columns[6]?.id ?? "");
  await page.goto(`/boards/${board.board.id}/reports`);
  const report = page.locator("[data-report]").filter({ hasText: "Cumulative flow" }).first();
  await report.scrollIntoViewIfNeeded();
  await expect(report.locator(".recharts-surface").first()).toBeVisible();
  const download = page.waitForEvent("download");
  await report.getByRole("button", { name: /as SVG$/ }).click();
  const picture = await readFile(await (await download).path(), "utf8");
  expect(picture).toContain('@font-face{font-family:"Inter Variable"');
  expect(picture).toContain("url(data:font/woff2;base64,");
});
