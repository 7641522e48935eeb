import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expect, expectNoBarriers, test } from "./fixtures";

const columns = [
  { name: "To do", kind: "backlog" as const },
  { name: "Doing", kind: "active" as const, limit: { max: 1, mode: "hard" as const } },
  { name: "Done", kind: "done" as const },
];

/** What a report hands over by one of its buttons: the file's name and its first bytes. */
async function download(page: Page, report: Locator, button: RegExp) {
  const started = page.waitForEvent("download");
  await report.getByRole("button", { name: button }).click();
  const file = await started;
  const content = await readFile(await file.path());
  return { name: file.suggestedFilename(), content };
}

/** A board on which one bug and one feature are done and a third card is blocked in a full column. */
async function buildBoard(api: Parameters<Parameters<typeof test>[2]>[0]["api"]) {
  const board = await api.createBoard(columns);
  const done = board.columns.find(({ name }) => name === "Done")?.id ?? "";
  for (const type of ["bug", "feature"]) {
    const card = await api.createCard(board, "Doing", `A ${type} that is done`, { type });
    await api.moveCard(card.id, done);
  }
  const stuck = await api.createCard(board, "Doing", "Waits for keys", { type: "bug" });
  await api.send("post", `/cards/${stuck.id}/block`, { reason: "No keys", category: "environment" });
  return board;
}

test("the managers' page leads to a board, its reports to the card that needs attention", async ({
  api,
  page,
}) => {
  const { board } = await buildBoard(api);
  await api.send("patch", `/boards/${board.id}`, { serviceLevel: { percentile: 85, days: 1 } });
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Flow" }).click();
  const item = page.getByRole("article", { name: board.name });
  await expect(item).toContainText("2 cards");
  await expect(item.getByRole("link", { name: "1 blocked card" })).toBeVisible();
  await expect(item.getByRole("link", { name: "1 full limit" })).toBeVisible();
  await expect(item).toContainText("Agreed service level85 % in 1 day or lesskept for 100 % in 90 days");
  await expect(item).toContainText("Probable constraintnoneNot enough finished yet: 2 of 10 cards.");
  await expectNoBarriers(page);

  await item.getByRole("link", { name: `Reports of ${board.name}` }).click();
  const overview = page.getByRole("region", { name: "Overview" });
  await expect(overview.getByRole("heading", { name: "What needs attention today" })).toBeVisible();
  await expect(overview.getByRole("link", { name: /^Doing 1 of 1/ })).toHaveAttribute(
    "href",
    `/boards/${board.id}/limits`,
  );
  await overview.getByRole("link", { name: /Waits for keys.*No keys/ }).click();
  await expect(page).toHaveURL(new RegExp(`/boards/${board.id}\\?card=`));
  await expect(page.getByRole("dialog")).toContainText("Waits for keys");

  await page.goto("/flow");
  await page
    .getByRole("article", { name: board.name })
    .getByRole("link", { name: board.name, exact: true })
    .click();
  await expect(page).toHaveURL(`/boards/${board.id}`);
});

test("filters narrow every report, and the link carries them", async ({ api, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { board } = await buildBoard(api);
  await page.goto(`/boards/${board.id}/reports`);
  const throughput = page.getByRole("region", { name: "Throughput", exact: true });
  await expect(throughput).toContainText("2 cards finished");

  await page.getByRole("combobox", { name: "Type" }).click();
  await page.getByRole("option", { name: "bug" }).click();
  await expect(throughput).toContainText("1 card finished");
  await expect(page).toHaveURL(/type=bug/);
  await throughput.getByRole("button", { name: "Table" }).click();
  await expect(throughput.getByRole("table")).toBeVisible();

  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied.", { exact: false })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/[?&]from=\d{4}-\d\d-\d\d/);
  await page.goto(link);
  await expect(throughput).toContainText("1 card finished");
  await expect(throughput.getByRole("table")).toBeVisible();
  await page.getByRole("link", { name: "All", exact: true }).click();
  await expect(page.getByRole("link", { name: "All", exact: true })).toHaveAttribute("aria-current", "true");
  await expect(throughput).toContainText("1 card finished");

  await page
    .getByRole("search", { name: "Cards of the reports" })
    .getByRole("button", { name: "Clear" })
    .click();
  await expect(throughput).toContainText("2 cards finished");
  await expect(page.getByRole("link", { name: /^Limits on / })).toHaveAttribute("href", /limits\?asOf=/);
});

test("a report is taken away as picture and as rows, and prints without its controls", async ({
  api,
  page,
}) => {
  const { board } = await buildBoard(api);
  await page.goto(`/boards/${board.id}/reports`);
  const report = page.getByRole("region", { name: "Cumulative flow", exact: true });
  await expect(report.locator(".recharts-area").first()).toBeAttached();

  const svg = await download(page, report, /as SVG/);
  expect(svg.name).toBe("cumulative-flow.svg");
  const text = svg.content.toString("utf8");
  expect(text).toContain(`${board.name} · `);
  for (const words of ["Cumulative flow", "reached done", "Doing"]) expect(text).toContain(words);
  expect(text).not.toMatch(/var\(--|oklch/);

  const png = await download(page, report, /as PNG/);
  expect(png.name).toBe("cumulative-flow.png");
  expect(png.content.subarray(1, 4).toString()).toBe("PNG");
  expect(png.content.length).toBeGreaterThan(10_000);

  const csv = await download(page, report, /as CSV/);
  expect(csv.content.toString("utf8")).toContain('"Day","To do","Doing","Done"');

  await page.emulateMedia({ media: "print" });
  await expect(report.locator(".recharts-area").first()).toBeVisible();
  // The legend stays, though its entries are switches on the screen.
  const keys = report.locator("[data-picture=legend]").getByRole("button");
  await expect(report.getByRole("button")).toHaveCount(await keys.count());
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
});
