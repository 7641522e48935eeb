import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import AxeBuilder from "@axe-core/playwright";
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  test as base,
  type ConsoleMessage,
  expect,
  type Page,
  request,
} from "@playwright/test";
import type { BoardSnapshot, CreateBoardRequest } from "@/lib/contracts/board";
import type { CardView, CreateCardRequest } from "@/lib/contracts/card";
import { productEnvironment } from "../support/product";

const run = promisify(execFile);

/** Runs one command of `npm run admin` against the server under test. */
export async function admin(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ["scripts/admin.mjs", ...args], {
    env: { ...process.env, ...productEnvironment },
  });
  return stdout.trim();
}

export type Person = {
  name: string;
  email: string;
  /** Cookies of a signed-in browser. */
  storageState: Awaited<ReturnType<APIRequestContext["storageState"]>>;
  token: string;
};

/** Makes data by the public API, as scripts do. */
export class Api {
  constructor(private readonly context: APIRequestContext) {}

  async createBoard(columns: NonNullable<CreateBoardRequest["columns"]>): Promise<BoardSnapshot> {
    const created = await this.send("post", "/boards", {
      name: `Board ${randomUUID().slice(0, 8)}`,
      key: "E2E",
      columns,
    });
    return this.getBoard(created.board.id);
  }

  async getBoard(boardId: string): Promise<BoardSnapshot> {
    return this.send("get", `/boards/${boardId}`);
  }

  async createCard(
    board: BoardSnapshot,
    column: string,
    title: string,
    over: Partial<CreateCardRequest> = {},
  ) {
    const columnId = board.columns.find((candidate) => candidate.name === column)?.id;
    return (await this.send("post", `/boards/${board.board.id}/cards`, {
      columnId,
      title,
      ...over,
    })) as CardView;
  }

  async moveCard(cardId: string, columnId: string): Promise<void> {
    await this.send("post", `/cards/${cardId}/move`, { columnId });
  }

  async send(method: "get" | "post" | "patch" | "delete", path: string, data?: unknown) {
    const response = await this.context[method](`/api/v1${path}`, data === undefined ? {} : { data });
    if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
    return response.status() === 204 ? null : response.json();
  }
}

/** Leaves the first team, where everybody is, for one of their own: no page grows by what other tests make. */
async function moveToOwnTeam(api: string, token: string): Promise<void> {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const ask = async (method: string, path: string, body?: object) => {
    const response = await fetch(api + path, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const { id, teams } = await (await ask("GET", "/me")).json();
  await ask("POST", "/teams", { name: `Team ${randomUUID().slice(0, 8)}` });
  await ask("DELETE", `/teams/${teams[0].id}/members/${id}`);
}

type WorkerFixtures = {
  person: Person;
  api: Api;
  /** A board with a year of history, that is only looked at. */
  demoId: string;
};
type TestFixtures = {
  boardPage: (board: BoardSnapshot, page?: Page) => Promise<BoardPage>;
  /**
   * Says in which words the browser may note a fault in this test. Any other error in the console of any page, or one that
   * nobody handled, fails the test.
   */
  allowFault: (words: RegExp) => void;
};

/** What the browser notes of an answer of the API that is no success: whether it should come, the screen's tests say. */
function isRefusal(message: ConsoleMessage): boolean {
  const { pathname } = new URL(message.location().url, "http://none");
  return /^Failed to load resource: .* 4\d\d /.test(message.text()) && pathname.startsWith("/api/");
}

/** Notes the faults of all pages that are opened from now on. `unexpected`: those whose words nobody has allowed. */
export function watchFaults(browser: Browser) {
  const faults: string[] = [];
  const allowed: RegExp[] = [];
  const watch = (context: BrowserContext) => {
    context.on("weberror", (fault) => faults.push(String(fault.error())));
    context.on("console", (message) => {
      if (message.type() === "error" && !isRefusal(message))
        faults.push(`${message.text()} (${message.location().url})`);
    });
  };
  browser.on("context", watch);
  return {
    allow: (words: RegExp) => void allowed.push(words),
    unexpected: () => faults.filter((fault) => !allowed.some((words) => words.test(fault))),
    stop: () => void browser.off("context", watch),
  };
}

/** A person with a team of their own, signed in once per worker by the form; no other test types a password. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  person: [
    async ({ browser }, use, workerInfo) => {
      const baseURL = workerInfo.project.use.baseURL;
      const email = `ana-${randomUUID().slice(0, 8)}@example.test`;
      const password = randomUUID();
      await admin("create-user", "--email", email, "--name", "Ana Silva", "--password", password, "--owner");
      const token = await admin("create-token", "--email", email);
      await moveToOwnTeam(`${baseURL}/api/v1`, token);
      const context = await browser.newContext({ baseURL });
      const page = await context.newPage();
      await page.goto("/sign-in");
      await page.getByLabel("E-mail address").fill(email);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
      const storageState = await context.storageState();
      await context.close();
      await use({ name: "Ana Silva", email, storageState, token });
    },
    { scope: "worker" },
  ],
  api: [
    async ({ person }, use, workerInfo) => {
      const context = await request.newContext({
        baseURL: workerInfo.project.use.baseURL,
        extraHTTPHeaders: { Authorization: `Bearer ${person.token}` },
      });
      await use(new Api(context));
      await context.dispose();
    },
    { scope: "worker" },
  ],
  demoId: [async ({ api }, use) => use((await api.send("post", "/boards/demo", {})).id), { scope: "worker" }],
  storageState: async ({ person }, use) => use(person.storageState),
  allowFault: [
    async ({ browser }, use) => {
      const faults = watchFaults(browser);
      await use(faults.allow);
      faults.stop();
      expect(faults.unexpected()).toEqual([]);
    },
    { auto: true },
  ],
  boardPage: async ({ page: first }, use) => {
    await use(async (board, page = first) => {
      await page.goto(`/boards/${board.board.id}`);
      await expect(page.getByText("Live", { exact: true })).toBeVisible();
      return new BoardPage(page);
    });
  },
});

/** A board as a person sees and handles it. */
export class BoardPage {
  constructor(readonly page: Page) {}

  column(name: string) {
    return this.page.getByRole("region", { name, exact: true });
  }

  card(title: string) {
    return this.page.getByRole("group", { name: title });
  }

  /** Titles of a column from top to bottom, as screen readers hear them. */
  async expectCards(column: string, titles: readonly string[]): Promise<void> {
    const cards = this.column(column)
      .getByRole("list", { name: `Cards in ${column}` })
      .getByRole("listitem");
    await expect(cards).toHaveCount(titles.length);
    for (const [index, title] of titles.entries()) await expect(cards.nth(index)).toContainText(title);
  }

  /** Picks a card up and carries it to a height of a column, in fractions of the column; does not let go. */
  async carry(title: string, column: string, height: number): Promise<void> {
    // Waits until the card lies still and nothing lies over it, as it may after it was put back.
    await this.card(title).hover({ position: { x: 40, y: 15 } });
    const from = await this.card(title).boundingBox();
    const to = await this.column(column).boundingBox();
    if (!from || !to) throw new Error("The card or the column is not on the screen.");
    const { mouse } = this.page;
    await mouse.down();
    await mouse.move(from.x + 50, from.y + 25, { steps: 3 });
    await mouse.move(to.x + to.width / 2, to.y + to.height * height, { steps: 10 });
  }
}

async function expectNone(axe: AxeBuilder): Promise<void> {
  // There is no frame whose findings would have to be joined, on a further page that is opened for it.
  const { violations } = await axe.setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual(
    [],
  );
}

/** No rule of WCAG 2.2 AA that a machine can check is broken on the page as it stands, or on a part of it. */
export async function expectNoBarriers(page: Page, within = "html"): Promise<void> {
  const levels = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
  await expectNone(new AxeBuilder({ page }).include(within).withTags(levels));
}

/** No rule at all that a machine can check is broken, good practice beyond WCAG included. */
export async function expectGoodPractice(page: Page): Promise<void> {
  await expectNone(new AxeBuilder({ page }));
}

/** The rules that judge colours hold; for a page whose other rules have been judged in other colours. */
export async function expectLegible(page: Page): Promise<void> {
  await expectNone(new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]));
}

export { expect };
