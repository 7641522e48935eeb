import { randomUUID } from "node:crypto";
import type { BoardSnapshot } from "@/lib/contracts/board";
import { type Api, admin, expect, expectNoBarriers, test } from "./fixtures";

const columns = [
  { name: "To do", kind: "backlog" as const },
  { name: "Doing", kind: "active" as const },
  { name: "Done", kind: "done" as const },
];
const atAPersonsPace = { delay: 40 };

/** A board of a team of its own, with people besides the one who is signed in. */
async function buildTeamBoard(api: Api, people: Record<string, "member" | "viewer">) {
  const team = await api.send("post", "/teams", { name: `Team ${randomUUID().slice(0, 8)}` });
  const ids: Record<string, string> = {};
  for (const [name, role] of Object.entries(people)) {
    const email = `${randomUUID()}@example.test`;
    await admin("create-user", "--email", email, "--name", name, "--password", randomUUID());
    const member = await api.send("post", `/teams/${team.id}/members`, { email, role });
    ids[name] = member.userId;
  }
  const body = { name: "Typing", key: "TYP", teamId: team.id, columns };
  const board: BoardSnapshot = await api.send("post", "/boards", body);
  return { teamId: team.id as string, ids, board };
}

test("the search keeps every letter, the address follows, and Back and Clear are taken over", async ({
  api,
  page,
  boardPage,
}) => {
  const board = await api.createBoard(columns);
  await api.createCard(board, "To do", "Quarterly report for the auditors");
  await api.createCard(board, "To do", "Something else");
  const shown = await boardPage(board);
  const search = page.getByRole("searchbox", { name: "Search cards" });
  const text = "quarterly report for the auditors";
  await search.pressSequentially(text, atAPersonsPace);
  await expect(search).toHaveValue(text);
  await expect(shown.card("Something else")).toBeHidden();
  await expect(page).toHaveURL(/q=quarterly\+report\+for\+the\+auditors/);
  await expect(search).toHaveValue(text);

  // What is made under a filter is seen, and why.
  const column = page.getByRole("region", { name: "To do", exact: true });
  await column.getByRole("button", { name: "Add a card" }).click();
  await page.getByLabel("Title of the new card in To do").fill("Made under a filter");
  await page.getByLabel("Title of the new card in To do").press("Enter");
  await expect(page.getByText("does not match the filter")).toBeVisible();
  await expect(shown.card("Made under a filter")).toBeVisible();

  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(search).toHaveValue("");
  await expect(shown.card("Something else")).toBeVisible();
});

test("a name and Enter assigns that person; a new label and Enter makes that label; viewers are not offered", async ({
  api,
  page,
  boardPage,
}) => {
  const { board, ids } = await buildTeamBoard(api, {
    Aaron: "member",
    Omar: "member",
    Mara: "member",
    Marvin: "viewer",
  });
  const label = await api.send("post", `/boards/${board.board.id}/labels`, { name: "Bug" });
  const made = await api.createCard(board, "Doing", "Whose is it", { labelIds: [label.id] });
  const shown = await boardPage(board);
  await shown.card("Whose is it").click();
  const panel = page.getByRole("dialog");
  const now = async () => (await api.getBoard(board.board.id)).cards.find(({ id }) => id === made.id);

  await panel.getByRole("button", { name: "Change assignees" }).click();
  await page.getByPlaceholder("Assignees").pressSequentially("mar", atAPersonsPace);
  await expect(page.getByRole("option")).toHaveText([/Mara/, /Omar/]);
  await expect(page.getByText("Nothing found.")).toBeHidden();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await now())?.assigneeIds).toEqual([ids.Mara]);
  await page.keyboard.press("Escape");

  await panel.getByRole("button", { name: "Change labels" }).click();
  await page.getByPlaceholder("Labels").pressSequentially("Urgent", atAPersonsPace);
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await now())?.labelIds.length).toBe(2);
  const labels = (await api.getBoard(board.board.id)).labels.map(({ name }) => name);
  expect(labels).toEqual(["Bug", "Urgent"]);
  await expectNoBarriers(page);

  const focusIn = () => page.evaluate(() => document.activeElement?.closest("[role=dialog]") !== null);
  for (let step = 0; step < 4; step++) {
    await page.keyboard.press("Tab");
    expect(await focusIn()).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(panel.getByRole("button", { name: "Change labels" })).toBeFocused();
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press("Tab");
    expect(await focusIn()).toBe(true);
  }
});

test("labels are renamed, merged and deleted in the settings, and the board sees it at once", async ({
  api,
  page,
  boardPage,
  context,
}) => {
  const board = await api.createBoard(columns);
  const add = (name: string) => api.send("post", `/boards/${board.board.id}/labels`, { name });
  const [bug, fault] = [await add("Bug"), await add("Fault")];
  await api.createCard(board, "To do", "Broken", { labelIds: [bug.id] });
  const other = await context.newPage();
  const shown = await boardPage(board, other);
  const broken = shown.card("Broken");
  await expect(broken.getByText("Bug")).toBeVisible();

  await page.goto(`/boards/${board.board.id}/settings`);
  const section = page.getByRole("region", { name: "Labels" });
  await section.getByLabel("Name of Bug").fill("Defect");
  await section.getByLabel("Name of Bug").press("Enter");
  await expect(broken.getByText("Defect")).toBeVisible();
  await expectNoBarriers(page);

  await section.getByRole("button", { name: "Merge Defect into another label" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("1 card will carry the other label instead");
  await dialog.getByLabel("Into").click();
  await page.getByRole("option", { name: "Fault" }).click();
  await expectNoBarriers(page);
  await dialog.getByRole("button", { name: "Merge labels" }).click();
  await expect(broken.getByText("Fault")).toBeVisible();
  await expect(broken.getByText("Defect")).toBeHidden();

  await other.goto(`/boards/${board.board.id}?label=${fault.id}`);
  await expect(broken).toBeVisible();
  await section.getByRole("button", { name: "Delete Fault" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("1 card will lose it");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete label" }).click();
  await expect(other.getByLabel("Label", { exact: true })).toHaveText("Label: no longer there");
  await other.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(broken).toBeVisible();
});

test("who is removed is taken off open cards, and the question says on how many", async ({
  api,
  page,
  boardPage,
}) => {
  const { board, ids, teamId } = await buildTeamBoard(api, { Leo: "member" });
  const assigneeIds = [ids.Leo ?? ""];
  await api.createCard(board, "Doing", "Open work", { assigneeIds });
  const finished = await api.createCard(board, "Doing", "Finished work", { assigneeIds });
  await api.moveCard(finished.id, board.columns.at(-1)?.id ?? "");
  await page.goto(`/team/${teamId}`);
  await page.getByRole("button", { name: "Remove Leo" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("Leo is on 1 card that is not finished");
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("button", { name: "Remove Leo" })).toBeHidden();

  const shown = await boardPage(board);
  await page.getByLabel("Assignee", { exact: true }).click();
  await page.getByRole("option", { name: "Leo (left the team)" }).click();
  await expect(shown.card("Open work")).toBeHidden();
  await shown.card("Finished work").click();
  await page.getByRole("dialog").getByRole("button", { name: "Change assignees" }).click();
  await page.getByRole("option", { name: "Leo (left the team)" }).click();
  await expect
    .poll(
      async () =>
        (await api.getBoard(board.board.id)).cards.find(({ id }) => id === finished.id)?.assigneeIds,
    )
    .toEqual([]);
});
