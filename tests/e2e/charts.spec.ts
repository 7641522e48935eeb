import type { Page } from "@playwright/test";
import { expect, expectNoBarriers, test } from "./fixtures";

const drawn = (page: Page) => page.locator("[data-chart] .recharts-wrapper").count();

test("pictures are drawn where they are looked at, and all of them for paper", async ({ demoId, page }) => {
  await page.goto(`/boards/${demoId}/reports`);
  const last = page.getByRole("application", { name: "Overrides by week" });
  await expect(last).toBeAttached();
  const first = page.getByRole("application", { name: "Cards in each column by day" });
  await expect(first.locator(".recharts-area")).not.toHaveCount(0);
  const all = await page.getByRole("application").count();
  expect(all).toBeGreaterThan(15);
  expect(await drawn(page)).toBeLessThan(all / 2);

  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await expect(last.locator(".recharts-wrapper")).toHaveCount(0);
  await last.scrollIntoViewIfNeeded();
  await expect(last.locator(".recharts-bar-rectangle")).not.toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);

  expect(await drawn(page)).toBeLessThan(all);
  await page.pdf();
  expect(await drawn(page)).toBe(all);
});

test("a picture that is far away is drawn and read as soon as it has the focus", async ({ demoId, page }) => {
  await page.goto(`/boards/${demoId}/reports`);
  const chart = page.getByRole("application", { name: "Blocked time by category" });
  await expect(chart).toBeAttached();
  await expect(chart.locator(".recharts-wrapper")).toHaveCount(0);
  await page
    .getByRole("region", { name: "Blockers" })
    .getByRole("button", { name: "Download the picture of Blockers as PNG" })
    .focus();
  await page.keyboard.press("Tab");
  await expect(chart).toBeFocused();
  await expect(chart.getByRole("status")).toContainText(", 1 of ");
});

test("a legend switches bands off and on by keys, and the link shows the same", async ({ demoId, page }) => {
  await page.goto(`/boards/${demoId}/reports`);
  const flow = page.getByRole("region", { name: "Cumulative flow", exact: true });
  const bands = flow.locator(".recharts-area-area");
  await expect(bands).toHaveCount(8);
  const legend = flow.getByRole("list", { name: "Series of the picture" });
  const backlog = legend.getByRole("button").first();
  const name = (await backlog.textContent()) ?? "";
  await backlog.focus();
  await page.keyboard.press("Space");
  await expect(backlog).toHaveAttribute("aria-pressed", "false");
  await expect(bands).toHaveCount(7);
  await expect.poll(() => new URL(page.url()).searchParams.has("flow-off")).toBe(true);
  await page.reload();
  await expect(bands).toHaveCount(7);
  await expectNoBarriers(page);

  await flow.getByRole("button", { name: "Table" }).click();
  await expect(flow.getByRole("columnheader", { name })).toBeVisible();
  await flow.getByRole("button", { name: "Picture", exact: true }).click();
  await expect(legend.getByRole("button")).toHaveCount(8);
  for (const button of (await legend.getByRole("button").all()).slice(1)) {
    await button.focus();
    await page.keyboard.press("Enter");
  }
  await expect(legend.locator("[aria-pressed=true]")).toHaveCount(1);
  await legend.locator("[aria-pressed=false]").first().click();
  await expect(legend.locator("[aria-pressed=true]")).toHaveCount(2);
});

test("the cards behind a bar are asked of the server, and counted", async ({ demoId, page }) => {
  await page.goto(`/boards/${demoId}/reports`);
  const chart = page.getByRole("application", { name: "Finished cards by the days they took" });
  await chart.focus();
  await chart.press("Home");
  const status = chart.getByRole("status");
  for (let step = 0; step < 20 && (await status.textContent())?.includes("Cards 0"); step++)
    await chart.press("ArrowRight");
  const count = /Cards:? (\d+)/.exec((await status.textContent()) ?? "")?.[1];
  const asked = page.waitForResponse((response) => response.url().includes("daysFrom="));
  await chart.press("Enter");
  expect((await (await asked).json()).matching).toBe(Number(count));
  const list = page.getByRole("dialog");
  await expect(list.getByRole("status")).toContainText(new RegExp(`^${count} cards?\\.$`));
  await expect(list.getByRole("link")).toHaveCount(Number(count));
  await expectNoBarriers(page);
});
