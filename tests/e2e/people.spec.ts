import { expect, expectNoBarriers, test } from "./fixtures";

test("a token is made, shown once, and revoked", async ({ page }) => {
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto("/account");
  await expectNoBarriers(page);
  await page.getByLabel("What for").fill("Nightly report");
  await page.getByRole("button", { name: "Make a token" }).click();
  await expect(page.getByLabel("New access token")).toHaveValue(/^slu_/);
  await page.getByRole("button", { name: "Revoke Nightly report" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("button", { name: "Revoke Nightly report" })).toBeHidden();
  // The content security policy stops nothing that a page needs.
  expect(faults).toEqual([]);
});

test("an invitation lets a new person into the team, once", async ({ page, browser }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Account" }).click();
  await page.locator('a[href^="/team/"]').first().click();
  await expect(page.getByRole("heading", { name: "Members" })).toBeVisible();
  await expectNoBarriers(page);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("Invitation link").inputValue();

  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const newcomer = await context.newPage();
  await newcomer.goto(link);
  await expectNoBarriers(newcomer);
  await newcomer.getByLabel("Your name").fill("Nina New");
  await newcomer.getByLabel("E-mail address").fill(`nina-${Date.now()}@example.test`);
  await newcomer.getByLabel("Password").fill("a long enough password");
  await newcomer.getByRole("button", { name: "Join" }).click();
  await expect(newcomer.getByRole("heading", { name: "Boards" })).toBeVisible();
  await newcomer.goto(link);
  await expect(newcomer.getByText("This invitation does not work")).toBeVisible();
  await context.close();

  await page.reload();
  await expect(page.getByText("Nina New").first()).toBeVisible();
});
