import type { Browser, Page } from "@playwright/test";
import { productPort } from "../support/product";
import { type ServedProduct, serveProduct } from "../support/served-product.mjs";
import { BoardPage, expect, expectNoBarriers, test } from "./fixtures";

// The server is stopped, updated and started again under pages that stay open.

const columns = [
  { name: "Todo", kind: "backlog" },
  { name: "Doing", kind: "active" },
  { name: "Done", kind: "done" },
] as const;
const news = "A new release of Sluice is here.";
const phone = { width: 390, height: 844 };

async function openAt(browser: Browser, product: ServedProduct, path: string): Promise<Page> {
  const signedOut = { cookies: [], origins: [] };
  const context = await browser.newContext({ baseURL: product.address, storageState: signedOut });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** Something that is gone once the page has been loaded anew. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { isTheSamePage: true }));
const isTheSame = (page: Page) => page.evaluate(() => "isTheSamePage" in window);

test("pages that are open over an update lose no word and no move, and are offered the new release", async ({
  allowFault,
  browser,
}) => {
  // What the browser notes while the server is away, and while it starts.
  allowFault(/^Failed to load resource: (net::|the server responded with a status of 5)/);
  // A server of its own starts twice.
  test.setTimeout(180_000);
  const product = await serveProduct(productPort + 3, { settings: { SLUICE_RELEASE: "the-old-one" } });
  const send = async (path: string, body?: object) => {
    const answer = await fetch(`${product.address}/api/v1${path}`, {
      method: body ? "POST" : "GET",
      headers: { Authorization: `Bearer ${product.token}`, "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
    return answer.json();
  };
  try {
    const { board } = await send("/boards", { name: "Kept", key: "KEP", columns });
    const { columns: stored } = await send(`/boards/${board.id}`);
    await send(`/boards/${board.id}/cards`, { columnId: stored[0].id, title: "Carried" });
    const boardPage = await openAt(browser, product, `/sign-in?next=/boards/${board.id}`);
    await boardPage.getByLabel("E-mail address").fill(product.owner.email);
    await boardPage.getByLabel("Password").fill(product.owner.password);
    await boardPage.getByRole("button", { name: "Sign in" }).click();
    await expect(boardPage.getByText("Live", { exact: true })).toBeVisible();
    const formPage = await boardPage.context().newPage();
    await formPage.goto("/boards/new");
    await formPage.getByLabel("Name", { exact: true }).fill("Written before");
    const { teams } = await send("/me");
    const { url } = await send(`/teams/${teams[0].id}/invitations`, { role: "member" });
    const guest = await openAt(browser, product, url);
    await guest.setViewportSize(phone);
    await guest.getByLabel("Your name").fill("Nina New");
    await guest.getByLabel("E-mail address").fill("nina@example.org");
    await guest.getByLabel("Password").fill("river stone 27 kettle");
    for (const page of [boardPage, formPage, guest]) await mark(page);

    await product.pause();
    await boardPage.bringToFront();
    const shown = new BoardPage(boardPage);
    await shown.carry("Carried", "Doing", 0.5);
    await boardPage.mouse.up();
    await expect(boardPage.getByRole("button", { name: "Not saved yet (1)" })).toBeVisible();
    await formPage.bringToFront();
    await formPage.getByRole("button", { name: "Create board" }).click();
    await expect(formPage.getByText("The server does not answer just now.")).toBeVisible();
    // A form with a password is never sent again by itself.
    await guest.getByRole("button", { name: "Join" }).click();
    await expect(guest.getByText("The server did not answer.")).toBeVisible();

    await product.resume({ SLUICE_RELEASE: "the-new-one" });
    await expect(formPage.getByRole("heading", { name: "Written before" })).toBeVisible();
    await expect(formPage.getByText(news)).toBeVisible();
    await boardPage.bringToFront();
    await expect(boardPage.getByText("Not saved yet")).toHaveCount(0);
    await shown.expectCards("Doing", ["Carried"]);
    await expect(boardPage.getByText(news)).toBeVisible();
    await expectNoBarriers(boardPage);
    await guest.getByRole("button", { name: "Join" }).click();
    await expect(guest.getByRole("heading", { name: "Boards" })).toBeVisible();

    for (const page of [boardPage, formPage]) expect(await isTheSame(page)).toBe(true);
    await boardPage.getByRole("button", { name: "Not now" }).click();
    await expect(boardPage.getByText(news)).toHaveCount(0);
    await boardPage.getByRole("link", { name: "Limits", exact: true }).click();
    await expect(boardPage.getByRole("button", { name: "Add a limit" })).toBeVisible();
    expect(await isTheSame(boardPage)).toBe(false);
    await expect(boardPage.getByText(news)).toHaveCount(0);
    for (const page of [boardPage, guest]) await page.context().close();
  } finally {
    await product.stop();
  }
});

test("an outdated form says why it is refused, and its words are asked about before the new release is loaded", async ({
  page,
}) => {
  await page.setViewportSize(phone);
  await page.goto("/account");
  await page.getByLabel("Your name").fill("Ana Maria Silva");
  // What only the next release asks for, this page has no field for.
  await page.route("**/api/v1/account", (route) =>
    route.fulfill({
      status: 400,
      contentType: "application/problem+json",
      headers: { "X-Sluice-Release": "another" },
      body: JSON.stringify({
        type: "urn:sluice:problem:invalid",
        title: "Invalid request",
        status: 400,
        detail: "Some values are missing or not valid.",
        code: "invalid",
        errors: [{ path: "pronouns", message: "Required." }],
      }),
    }),
  );
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Sluice has been updated since this page was opened.")).toBeVisible();
  await expect(page.getByText(news)).toBeVisible();
  await expectNoBarriers(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  await page.getByRole("button", { name: "Reload" }).click();
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await expect(question).toContainText("Your new name is not saved.");
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(page.getByLabel("Your name")).toHaveValue("Ana Maria Silva");
  await page.getByRole("button", { name: "Reload" }).click();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByLabel("Your name")).toHaveValue("Ana Silva");
  await expect(page.getByText(news)).toHaveCount(0);
});

test("a piece of the page that cannot be had is missed in words, and tried again; the board goes on", async ({
  allowFault,
  api,
  boardPage,
  page,
}) => {
  const board = await api.createBoard([...columns]);
  await api.createCard(board, "Todo", "Goes on");
  const shown = await boardPage(board);
  allowFault(/404 \(Not Found\) .*\/_next\/static\//);
  await page.route("**/_next/static/**", (route) => route.fulfill({ status: 404 }));
  await page.getByRole("button", { name: "Import cards" }).click();
  const dialog = page.getByRole("dialog", { name: "Import cards" });
  await expect(dialog.getByRole("status")).toContainText("This could not be loaded");
  await expectNoBarriers(page);
  await dialog.getByRole("button", { name: "Close" }).click();
  await shown.carry("Goes on", "Doing", 0.5);
  await page.mouse.up();
  await shown.expectCards("Doing", ["Goes on"]);

  await page.getByRole("button", { name: "Import cards" }).click();
  await expect(dialog.getByRole("status")).toContainText("This could not be loaded");
  await page.unroute("**/_next/static/**");
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog.getByLabel("Table")).toBeFocused();
});
