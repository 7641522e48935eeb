import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";

const log = [
  "Ticket;Status;When",
  "T-1;Open;2026-03-02 09:00",
  "T-1;In progress;2026-03-03 09:00",
  "T-1;Closed;2026-03-05 09:00",
  "T-2;Open;2026-03-02 10:00",
  "T-2;Spam;2026-03-02 11:00",
].join("\n");

test("an event log is read, mapped on the screen, and imported with its history", async ({ page }) => {
  await page.goto("/boards/import");
  const file = { name: "tickets.csv", mimeType: "text/csv", buffer: Buffer.from(log) };
  await page.getByLabel(/Choose a file/).setInputFiles(file);
  await expect(page.getByRole("heading", { name: "What comes in" })).toBeVisible();
  await page.getByLabel('Where "Spam" leads').selectOption("leaves the board");
  await page.getByLabel("Kind of In progress").selectOption("active: being worked on");
  await expect(page.getByText("Everything in the file comes in.")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Import 2 cards" }).click();
  await expect(page.getByRole("heading", { name: "tickets" })).toBeVisible();
  await expect(page.getByRole("group", { name: /T-1/ })).toBeVisible();
  await expect(page.getByRole("group", { name: /T-2/ })).toBeHidden();
});

test("a file that cannot be read says what is wrong, and another can be chosen", async ({ page }) => {
  await page.goto("/boards/import");
  const broken = {
    name: "broken.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("case_id,activity,timestamp\nA,new,soon"),
  };
  await page.getByLabel(/Choose a file/).setInputFiles(broken);
  await expect(page.getByText('line 2: "soon" is not a time')).toBeVisible();
  const good = { name: "good.csv", mimeType: "text/csv", buffer: Buffer.from(log) };
  await page.locator('input[type="file"]').setInputFiles(good);
  await expect(page.getByRole("button", { name: "Import 2 cards" })).toBeEnabled();
});
