import { randomUUID } from "node:crypto";
import type { Browser } from "@playwright/test";
import { type Api, admin, BoardPage, expect, expectNoBarriers, test } from "./fixtures";

const password = "a quiet river of 9 stones";

/** Somebody in the team of the tests, signed in in a browser of their own. */
async function signInColleague(browser: Browser, api: Api, name: string) {
  const email = `colleague-${randomUUID().slice(0, 8)}@example.test`;
  await admin("create-user", "--email", email, "--name", name, "--password", password);
  const { teams } = await api.send("get", "/me");
  await api.send("post", `/teams/${teams[0].id}/members`, { email, role: "member" });
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return { email, page, close: () => context.close() };
}

test("somebody is switched off while they look at a board: their page says so at once, the audit log shows it", async ({
  api,
  browser,
  page,
}) => {
  const name = `Otto ${randomUUID().slice(0, 6)}`;
  const colleague = await signInColleague(browser, api, name);
  const board = await api.createBoard([
    { name: "Doing", kind: "active", limit: { max: 3 } },
    { name: "Done", kind: "done" },
  ]);
  const { members } = await api.getBoard(board.board.id);
  const userId = members.find((member) => member.name === name)?.userId ?? "";
  await api.createCard(board, "Doing", "Held by Otto", { assigneeIds: [userId] });
  await colleague.page.goto(`/boards/${board.board.id}`);
  await expect(colleague.page.getByText("Live", { exact: true })).toBeVisible();

  await page.goto("/");
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Administration" }).click();
  await page.getByLabel("Name or e-mail address").fill(name);
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByRole("button", { name: `Switch off ${name}` }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("They are on 1 open card");
  await expect(question).toContainText(board.board.name);
  await expectNoBarriers(page, "[role=alertdialog]");
  await question.getByRole("button", { name: "Switch off" }).click();
  await expect(colleague.page.getByText("You are signed out")).toBeVisible({ timeout: 1_500 });
  await expect(page.getByText("Off", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: `Audit log of ${name}` }).click();
  await expect(page.getByRole("listitem").first()).toContainText(`Ana Silva switched ${name} off`);
  await expect(page.getByText(`Only what ${name} did, or what was done to them.`)).toBeVisible();
  await expectNoBarriers(page);

  const shown = new BoardPage(page);
  await page.goto(`/boards/${board.board.id}`);
  await shown.card("Held by Otto").click();
  await expect(page.getByText(`${name} (switched off)`).first()).toBeVisible();

  await colleague.page.goto("/sign-in");
  await colleague.page.getByLabel("E-mail address").fill(colleague.email);
  await colleague.page.getByLabel("Password").fill(password);
  await colleague.page.getByRole("button", { name: "Sign in" }).click();
  await expect(colleague.page.getByRole("alert").first()).toBeVisible();

  await page.goto(`/administration?search=${encodeURIComponent(name)}&state=off`);
  await page.getByRole("button", { name: `Switch on ${name}` }).click();
  await expect(page.getByText("Nobody found")).toBeVisible();
  await colleague.page.getByLabel("Password").fill(password);
  await colleague.page.getByRole("button", { name: "Sign in" }).click();
  await colleague.page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await colleague.close();
});

test("the audit log is chosen by event and day, by keys, and a team's owner reads its part", async ({
  api,
  page,
}) => {
  const { teams } = await api.send("get", "/me");
  await page.goto("/administration/audit");
  await page.getByLabel("Event").selectOption("Sign-in failed");
  await page.getByLabel("From").fill("2026-01-01");
  await page.getByLabel("To").fill("2026-01-02");
  await page.getByLabel("To").press("Enter");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await expect(page.getByLabel("Event")).toHaveValue("sign-in-failed");
  await page.goBack();
  await expect(page.getByRole("listitem").first()).toBeVisible();
  await page.goto("/administration/audit?from=2026-02-01&to=2026-01-01");
  await expect(page.getByRole("alert").first()).toContainText("Ends before it begins.");
  await page.goto(`/team/${teams[0].id}/audit`);
  await expect(page.getByRole("heading", { name: "Audit log" })).toBeVisible();
  await expect(page.getByText("signed in")).toBeHidden();
});

test("who does not administer finds no administration", async ({ allowFault, api, browser }) => {
  allowFault(/404 \(Not Found\) .*\/administration/);
  const colleague = await signInColleague(browser, api, `Plain ${randomUUID().slice(0, 6)}`);
  await colleague.page.getByRole("button", { name: "Account" }).click();
  await expect(colleague.page.getByRole("menuitem", { name: "Administration" })).toBeHidden();
  for (const path of ["/administration", "/administration/audit"]) {
    await colleague.page.goto(path);
    await expect(colleague.page.getByRole("heading", { name: "Not found" })).toBeVisible();
  }
  await colleague.close();
});
