import { randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { admin, expect, expectNoBarriers, test } from "./fixtures";

const password = "correct horse 9 battery";
const newAddress = (name: string) => `${name}-${randomUUID().slice(0, 8)}@example.test`;

async function openSignedOut(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

test("an invitation for one address lets only that address in", async ({ page, api, browser }) => {
  const { teams } = await api.send("get", "/me");
  await page.goto(`/team/${teams[0].id}`);
  const invite = async (address: string) => {
    await page.getByLabel("E-mail address").fill(address);
    await page.getByRole("button", { name: "Make a link" }).click();
    await expect(page.getByText(`Send this link to ${address}. Nobody else can use it.`)).toBeVisible();
    return page.getByLabel("Invitation link").inputValue();
  };
  const [first, second] = [newAddress("nina"), newAddress("otto")];
  const guest = await openSignedOut(browser, await invite(first));
  await expect(guest.getByLabel("E-mail address")).toHaveValue(first);
  await expect(guest.getByLabel("E-mail address")).not.toBeEditable();
  await expectNoBarriers(guest);
  await guest.getByLabel("Your name").fill("Nina New");
  await guest.getByLabel("Password").fill(password);
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByRole("heading", { name: "Boards" })).toBeVisible();

  await page.reload();
  await guest.goto(await invite(second));
  await expect(
    guest.getByText(`This invitation is for ${second}. You are signed in as Nina New`),
  ).toBeVisible();
  await expectNoBarriers(guest);
  await guest.getByRole("button", { name: "Sign out and go on as somebody else" }).click();
  await expect(guest.getByLabel("E-mail address")).toHaveValue(second);
  await guest.context().close();
});

test("who is put into a team by a token is told, and can leave at once", async ({ api, browser }) => {
  const address = newAddress("bob");
  await admin("create-user", "--email", address, "--name", "Bob", "--password", password);
  const guest = await openSignedOut(browser, "/sign-in");
  await guest.getByLabel("E-mail address").fill(address);
  await guest.getByLabel("Password").fill(password);
  await guest.getByRole("button", { name: "Sign in" }).click();
  await expect(guest.getByText("You are in no team yet")).toBeVisible();

  const team = await api.send("post", "/teams", { name: "Rivers" });
  const add = () => api.send("post", `/teams/${team.id}/members`, { email: address, role: "member" });
  await add();
  // Told with the next page, without a reload.
  await guest.getByRole("link", { name: "Definitions" }).click();
  await expect(guest.getByText("has put you into the team Rivers, as member.")).toBeVisible();
  await expectNoBarriers(guest);
  await guest.getByRole("button", { name: "All right" }).click();
  await expect(guest.getByText("has put you into the team")).toBeHidden();
  await guest.reload();
  await expect(guest.getByText("has put you into the team")).toBeHidden();

  await api.send("delete", `/teams/${team.id}/members/${(await findMember(api, team.id, address)).userId}`);
  await add();
  await guest.goto("/");
  await guest.getByRole("button", { name: "Leave the team" }).click();
  await expect(guest.getByText("You are in no team yet")).toBeVisible();
  expect(await findMember(api, team.id, address)).toBeUndefined();
  await guest.context().close();
});

async function findMember(
  api: { send: (method: "get", path: string) => Promise<{ items: { email: string; userId: string }[] }> },
  teamId: string,
  address: string,
) {
  const { items } = await api.send("get", `/teams/${teamId}/members`);
  return items.find(({ email }) => email === address) as { userId: string };
}

test("an archived board says so at its address, and is brought back from there or from the list", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([{ name: "Ready", kind: "queue" }]);
  const { id, name } = board.board;
  await api.createCard(board, "Ready", "Still here");
  await api.send("delete", `/boards/${id}`);
  await page.goto(`/boards/${id}/reports`);
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.getByText("This board is archived.")).toBeVisible();
  await expectNoBarriers(page);
  await page.getByRole("button", { name: `Bring back ${name}` }).click();
  await expect(page.getByRole("group", { name: "Still here" })).toBeVisible();

  await api.send("delete", `/boards/${id}`);
  await page.goto("/");
  await page
    .getByText(/archived boards?$/)
    .first()
    .click();
  await expectNoBarriers(page);
  await page.getByRole("button", { name: `Bring back ${name}` }).click();
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
  await (await boardPage(board)).expectCards("Ready", ["Still here"]);
});
