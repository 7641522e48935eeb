import type { Page } from "@playwright/test";
import { expect, expectNoBarriers, test } from "./fixtures";

const log = [
  "Ticket;Status;When",
  "T-1;Open;2026-03-02 09:00",
  "T-1;In progress;2026-03-03 09:00",
  "T-1;Closed;2026-03-05 09:00",
  "T-2;Open;2026-03-02 10:00",
  "T-2;Spam;2026-03-02 11:00",
].join("\n");

const csv = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

const longLog = (cards: number) =>
  [
    "case_id,activity,timestamp",
    ...Array.from({ length: cards }, (_, index) =>
      ["todo", "doing", "review", "done"].map(
        (step, day) => `C-${index},${step},2026-03-0${day + 2}T09:00:00Z`,
      ),
    ).flat(),
  ].join("\n");

/** Begins a long import of the same person, behind which the next one waits its turn; answers how to end it. */
async function importAhead(page: Page): Promise<() => Promise<unknown>> {
  const headers = { origin: new URL(page.url()).origin };
  const answer = await page.request.post("/api/v1/imports?format=event-log&async=true", {
    headers,
    multipart: { file: csv("ahead.csv", longLog(50_000)) },
  });
  expect(answer.status()).toBe(202);
  const { id } = await answer.json();
  return () => page.request.delete(`/api/v1/imports/${id}`, { headers });
}

const choose = (page: Page, file: ReturnType<typeof csv>) =>
  page.locator('input[type="file"]').setInputFiles(file);

test("a file is sent once, mapped on the screen, and imported with its history", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (request.method() === "POST" && pathname.startsWith("/api/v1/imports")) sent.push(pathname + search);
  });
  await page.goto("/boards/import");
  await expectNoBarriers(page);
  await choose(page, csv("tickets.csv", log));
  await expect(page.getByRole("heading", { name: "What comes in" })).toBeVisible();
  await page.getByLabel('Where "Spam" leads').selectOption("leaves the board");
  await page.getByLabel("Kind of In progress").selectOption("active: being worked on");
  await expect(page.getByText("Everything in the file comes in.")).toBeVisible();
  await page.getByLabel('Where "Closed" leads').selectOption("nowhere: ignored");
  await expect(page.getByText('1 events "Closed"')).toBeVisible();
  await expectNoBarriers(page);
  await page.getByRole("button", { name: "Import 2 cards" }).click();

  await expect(page.getByRole("heading", { name: "tickets is imported" })).toBeFocused();
  await expect(page.getByText("2 cards with 4 moves")).toBeVisible();
  await expect(page.getByText('1 events "Closed"')).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("tickets - not imported.csv");
  await expectNoBarriers(page);
  expect(sent.filter((path) => path.startsWith("/api/v1/imports/files"))).toHaveLength(1);
  expect(sent.filter((path) => path.includes("dryRun")).length).toBeGreaterThan(1);

  await page.getByRole("link", { name: "Open the board" }).click();
  await expect(page.getByRole("group", { name: /T-1/ })).toBeVisible();
  await expect(page.getByRole("group", { name: /T-2/ })).toBeHidden();
  // It is done: who imports the next one begins at the beginning.
  await page.goto("/boards/import");
  await expect(page.getByText("Choose a file, or drop it here")).toBeVisible();
});

test("a file that cannot be read says what is wrong, and another can be chosen", async ({ page }) => {
  await page.goto("/boards/import");
  await choose(page, csv("broken.csv", "case_id,activity,timestamp\nA,new,soon"));
  await expect(page.getByText('line 2: "soon" is not a time')).toBeVisible();
  // Another column of the file may have been meant.
  await choose(
    page,
    csv("two-times.csv", "case_id,activity,timestamp,when\nA,new,soon,2026-03-02\nA,done,soon,2026-03-03"),
  );
  await expect(page.getByText('line 2: "soon" is not a time')).toBeVisible();
  await page.getByLabel("Time", { exact: true }).selectOption("when");
  await expect(page.getByRole("button", { name: "Import 1 card" })).toBeEnabled();
  await choose(page, {
    ...csv("picture.csv", ""),
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]),
  });
  await expect(page.getByText("The file is not text in UTF-8.")).toBeVisible();
  await choose(page, csv("empty.csv", ""));
  await expect(page.getByText("The file is empty.")).toBeVisible();
  await choose(page, csv("good.csv", log));
  await expect(page.getByRole("button", { name: "Import 2 cards" })).toBeEnabled();
});

test("an import goes on while the page is loaded anew, is cancelled, and begun again without sending the file again", async ({
  page,
}) => {
  await page.goto("/boards/import");
  await choose(page, csv("long.csv", longLog(2_000)));
  await page.getByLabel("Kind of todo").selectOption("queue: waiting");
  await page.getByLabel("Name").fill("Long log");
  const begin = page.getByRole("button", { name: "Import 2,000 cards" });
  const endAhead = await importAhead(page);
  await begin.click();
  await expect(page.getByRole("progressbar", { name: "Import" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Importing Long log" })).toBeFocused();
  await expectNoBarriers(page);
  await page.getByRole("button", { name: "Cancel the import" }).click();
  await expect(page.getByText("Nothing was imported.")).toBeVisible();
  await endAhead();

  let uploads = 0;
  page.on("request", (request) => {
    if (request.url().includes("/imports/files?")) uploads += 1;
  });
  await page.getByRole("button", { name: "Back to the file" }).click();
  await expect(page.getByLabel("Name")).toHaveValue("Long log");
  await expect(page.getByLabel("Kind of todo")).toHaveValue("queue");
  await begin.click();
  // Who leaves and comes back finds it.
  await page.goto("/");
  await page.goto("/boards/import");
  await expect(page.getByRole("heading", { name: "Long log is imported" })).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText("2,000 cards with 8,000 moves")).toBeVisible();
  expect(uploads).toBe(0);
});

test("what was set up outlives the page; a file that is gone is asked for again", async ({ page, api }) => {
  await page.goto("/boards/import");
  const kept = page.waitForResponse((response) => response.url().includes("/imports/files?"));
  await choose(page, csv("tickets.csv", log));
  const { id } = await (await kept).json();
  await page.getByLabel("Kind of In progress").selectOption("queue: waiting");
  await page.getByLabel("Name").fill("Set up");
  await page.goto("/");
  await page.goto("/boards/import");
  await expect(page.getByLabel("Name")).toHaveValue("Set up");
  await expect(page.getByText("Kept from before")).toBeVisible();

  await api.send("delete", `/imports/files/${id}`);
  await page.reload();
  await expect(page.getByText("Choose the file again")).toBeVisible();
  await choose(page, csv("tickets.csv", log));
  await expect(page.getByLabel("Name")).toHaveValue("Set up");
  await expect(page.getByLabel("Kind of In progress")).toHaveValue("queue");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText("Choose a file, or drop it here")).toBeVisible();
});

test("sending is seen, asked about on the way out, and cancelled", async ({ page }) => {
  await page.goto("/boards/import");
  const network = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 20, downloadThroughput: 200_000, uploadThroughput: 100_000 };
  await network.send("Network.emulateNetworkConditions", slow);
  await choose(page, csv("large.csv", longLog(20_000)));
  const bar = page.getByRole("progressbar", { name: "Sending the file" });
  await expect(bar).toBeVisible();
  await expect.poll(async () => Number(await bar.getAttribute("aria-valuenow"))).toBeGreaterThan(0);
  await expectNoBarriers(page);
  await page
    .getByRole("link", { name: /Sluice|Boards/ })
    .first()
    .click();
  await expect(page.getByText("The file is still being sent.")).toBeVisible();
  await page.getByRole("button", { name: "Stay" }).click();
  await page.getByRole("button", { name: "Cancel sending" }).click();
  await expect(bar).toBeHidden();
  await expect(page.getByText("Choose a file, or drop it here")).toBeVisible();
});
