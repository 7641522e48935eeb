import type { Page } from "@playwright/test";
import type { BoardSnapshot } from "@/lib/contracts/board";
import { type Api, expect, expectNoBarriers, test } from "./fixtures";

const columns = [
  { name: "Todo", kind: "backlog" },
  { name: "Doing", kind: "active" },
  { name: "Done", kind: "done" },
] as const;

/** A board with the lanes Web and Apps, of which Apps takes one card at a time. */
async function createLanes(api: Api) {
  const board = await api.createBoard([...columns]);
  const path = `/boards/${board.board.id}`;
  const web = await api.send("post", `${path}/lanes`, { name: "Web" });
  const apps = await api.send("post", `${path}/lanes`, { name: "Apps" });
  await api.send("post", `${path}/limits`, { max: 1, laneId: apps.id });
  return { board, web: web.id as string, apps: apps.id as string };
}

/** Titles of one column in one lane, from top to bottom. */
async function expectCell(page: Page, column: string, lane: string, titles: string[]): Promise<void> {
  const cards = page.getByRole("list", { name: `Cards in ${column}, ${lane}` }).getByRole("listitem");
  await expect(cards).toHaveCount(titles.length);
  for (const [index, title] of titles.entries()) await expect(cards.nth(index)).toContainText(title);
}

/** The screen shows a move before the server has answered, so that the lane is asked for until it is there. */
async function expectLane(api: Api, board: BoardSnapshot, title: string, laneId: string): Promise<void> {
  const readLane = async () =>
    (await api.getBoard(board.board.id)).cards.find((card) => card.title === title)?.laneId;
  await expect.poll(readLane).toBe(laneId);
}

test("a lead makes lanes, orders them, and archives one with its cards", async ({ api, page }) => {
  const board = await api.createBoard([...columns]);
  await page.goto(`/boards/${board.board.id}/settings`);
  const lanes = page.getByRole("region", { name: "Lanes" });
  await expect(lanes.getByText("There is none")).toBeVisible();
  for (const name of ["Web", "Apps"]) {
    await lanes.getByLabel("Name of the new lane").fill(name);
    await lanes.getByRole("button", { name: "Add lane" }).click();
    await expect(lanes.getByLabel(`Name of ${name}`)).toBeVisible();
  }
  await lanes.getByLabel("Name of Apps").fill("Mobile");
  await lanes.getByLabel("Name of Apps").press("Enter");
  await expect(lanes.getByLabel("Name of Mobile")).toBeVisible();
  await lanes.getByRole("button", { name: "Move Mobile up" }).click();
  await expect(lanes.getByRole("button", { name: "Move Mobile up" })).toBeDisabled();
  await lanes.getByRole("button", { name: "Limit of Mobile: No limit" }).click();
  await page.getByLabel("At most").fill("3");
  await page.getByRole("button", { name: "Set limit" }).click();
  await expect(lanes.getByRole("button", { name: "Limit of Mobile: 0 / 3 hard" })).toBeVisible();
  await expectNoBarriers(page);

  const { lanes: made } = await api.getBoard(board.board.id);
  expect(made.map(({ name }) => name)).toEqual(["Mobile", "Web"]);
  await api.createCard(board, "Doing", "Stays in its column", { laneId: made[0]?.id });
  await page.reload();
  await lanes.getByRole("button", { name: "Archive Mobile" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Move its card to").click();
  await page.getByRole("option", { name: "Web" }).click();
  await dialog.getByRole("button", { name: "Archive lane" }).click();
  await expect(dialog).toBeHidden();
  await expect(lanes.getByLabel("Name of Web")).toBeVisible();
  await expect(lanes.getByLabel("Name of Mobile")).toBeHidden();
  const after = await api.getBoard(board.board.id);
  expect(after.cards.map(({ laneId }) => laneId)).toEqual([made[1]?.id]);
  expect(after.limits).toEqual([]);
});

test("a card goes from lane to lane by keyboard, and a full lane keeps it out with the reason", async ({
  api,
  boardPage,
  page,
}) => {
  const { board, web, apps } = await createLanes(api);
  await api.createCard(board, "Doing", "Holder", { laneId: apps });
  await api.createCard(board, "Todo", "Carried", { laneId: web });
  const screen = await boardPage(board);
  const heard = page.locator("[data-announcer]");
  await expect(page.getByRole("region", { name: "Apps" }).getByText("Full")).toBeVisible();
  await expect(page.getByRole("region", { name: "No lane" })).toBeHidden();

  await screen.card("Carried").focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("region", { name: "No lane" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(heard).toContainText("Todo, Apps, position 1 of 1.");
  await page.keyboard.press("ArrowRight");
  await expect(heard).toContainText("Doing, Apps, position 1 of 2. Apps is full: 1 of 1.");
  await expect(page.getByRole("group", { name: "Doing, Apps" })).toContainText("Apps is full: 1 of 1.");
  await page.keyboard.press("Space");
  await expect(heard).toContainText("Carried went back.");
  await expectCell(page, "Todo", "Web", ["Carried"]);
  await expectLane(api, board, "Carried", web);

  await screen.card("Carried").focus();
  await page.keyboard.press("Space");
  await expect(heard).toContainText("Picked up Carried");
  await page.keyboard.press("ArrowDown");
  await expect(heard).toContainText("Todo, Apps, position 1 of 1.");
  await page.keyboard.press("Space");
  await expectCell(page, "Todo", "Apps", ["Carried"]);
  await expect(heard).toContainText("Carried is in Todo, Apps, position 1 of 1.");
  await expect(screen.card("Carried")).toBeFocused();
  await expectLane(api, board, "Carried", apps);
  await expectNoBarriers(page);
});

test("a card is dragged into another lane, and lanes fold", async ({ api, boardPage, page }) => {
  const { board, web, apps } = await createLanes(api);
  await api.createCard(board, "Todo", "Dragged", { laneId: web });
  await api.createCard(board, "Todo", "Resident", { laneId: apps });
  const screen = await boardPage(board);
  const from = await screen.card("Dragged").boundingBox();
  const to = await page.getByRole("group", { name: "Doing, Apps" }).boundingBox();
  if (!from || !to) throw new Error("The card or the cell is not on the screen.");
  await page.mouse.move(from.x + 40, from.y + 15);
  await page.mouse.down();
  await page.mouse.move(from.x + 50, from.y + 25, { steps: 3 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 });
  await expect(page.getByRole("group", { name: "Doing, Apps" }).getByText("Takes it")).toBeVisible();
  await page.mouse.up();
  await expectCell(page, "Doing", "Apps", ["Dragged"]);

  const heard = page.locator("[data-announcer]");
  const fold = page.getByRole("button", { name: "Cards of Apps" });
  await fold.click();
  await expect(fold).toHaveAttribute("aria-expanded", "false");
  await expect(page.getByText("Doing, Apps: 1 card")).toBeAttached();
  await page.reload();
  await expect(screen.card("Dragged")).toBeHidden();
  await api.createCard(board, "Todo", "Follows", { laneId: web });
  await screen.card("Follows").focus();
  await page.keyboard.press("Space");
  await expect(heard).toContainText("Picked up Follows");
  await page.keyboard.press("ArrowDown");
  await expect(heard).toContainText("Todo, Apps, position 1 of 2.");
  await page.keyboard.press("Space");
  await expect(page.getByText("Todo, Apps: 2 cards")).toBeAttached();
  await expect(fold).toBeFocused();
  await fold.click();
  await expectCell(page, "Doing", "Apps", ["Dragged"]);
  await expectCell(page, "Todo", "Apps", ["Follows", "Resident"]);
});

test("the first lane that somebody makes turns the board into rows at once", async ({
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "Loose");
  const screen = await boardPage(board);
  await screen.expectCards("Todo", ["Loose"]);
  await api.send("post", `/boards/${board.board.id}/lanes`, { name: "Web" });
  await expect(page.getByRole("region", { name: "Web" })).toBeVisible();
  await expectCell(page, "Todo", "No lane", ["Loose"]);
});

test("the menu and the panel of a card change its lane", async ({ api, boardPage, page }) => {
  const { board, web, apps } = await createLanes(api);
  await api.createCard(board, "Todo", "Chosen", { laneId: web });
  const screen = await boardPage(board);
  await screen.card("Chosen").getByRole("button", { name: "Actions for Chosen" }).click();
  await page.getByRole("menuitem", { name: "Apps" }).click();
  await expectCell(page, "Todo", "Apps", ["Chosen"]);
  await expectLane(api, board, "Chosen", apps);
  await screen.card("Chosen").click();
  await page.getByRole("dialog").getByLabel("Lane").click();
  await page.getByRole("option", { name: "No lane" }).click();
  await page.keyboard.press("Escape");
  await expectCell(page, "Todo", "No lane", ["Chosen"]);
});
