import "../support/database";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testDatabaseUrl } from "../support/database";
import { Line } from "../support/line";
import { projectRoot } from "../support/postgres";
import { productPort } from "../support/product";
import { type ServedProduct, serveProduct } from "../support/served-product.mjs";
import { signInAt } from "../support/sign-in";

// The database goes away and comes back under the product as it is served. Everybody is told so, in words and in HTTP,
// and afterwards everything works without a restart.

const line = new Line(new URL(testDatabaseUrl));
const notes = join(mkdtempSync(join(tmpdir(), "sluice-outage-")), "notes");
const noteUnhandled = `--import ${pathToFileURL(`${projectRoot}/tests/support/note-unhandled.mjs`)}`;
let product: ServedProduct;
let cookies: string;

beforeAll(async () => {
  // Commands go there straight: this process, which is the line, waits for them.
  const settings = {
    DATABASE_URL: await line.open(),
    LOG_LEVEL: "silent",
    NODE_OPTIONS: noteUnhandled,
    TEST_NOTES: notes,
  };
  product = await serveProduct(productPort + 2, { databaseUrl: testDatabaseUrl, settings });
  // Meanwhile the line said nothing, which the product has noticed.
  await vi.waitUntil(async () => (await ask("/api/health/ready")).ok, { timeout: 10_000 });
  cookies = (await signInAt(product.address, product.owner)).cookies;
}, 400_000);

afterAll(async () => {
  await product?.stop();
  line.close();
  rmSync(join(notes, ".."), { recursive: true, force: true });
});

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(product.address + path, { headers, redirect: "manual" });
const bearer = () => ({ Authorization: `Bearer ${product.token}` });
const waitsFor = (answer: Response) => Number(answer.headers.get("retry-after"));

async function expectOutage(answer: Response): Promise<void> {
  expect(answer.status).toBe(503);
  expect(waitsFor(answer)).toBeGreaterThan(0);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({
    code: "unavailable",
    detail: expect.stringContaining("database"),
  });
}

test("everything works while the database is there", async () => {
  expect((await ask("/api/v1/me", bearer())).status).toBe(200);
  expect((await ask("/", { Cookie: cookies })).status).toBe(200);
  expect((await ask("/api/health/ready")).status).toBe(200);
});

test("the API says that the database is away, and when to come back", async () => {
  line.set("cut");
  await expectOutage(await ask("/api/v1/me", bearer()));
  await expectOutage(await ask("/api/v1/boards", { Cookie: cookies }));
  const written = await fetch(`${product.address}/api/v1/teams`, {
    method: "POST",
    headers: { ...bearer(), "Content-Type": "application/json", "Idempotency-Key": "away" },
    body: JSON.stringify({ name: "Never" }),
  });
  expect([written.status, waitsFor(written) > 0]).toEqual([503, true]);
});

test("a right password is not called wrong, and nothing of the database is told", async () => {
  const { answer } = await signInAt(product.address, product.owner);
  await expectOutage(answer);
});

test.each(["/", "/sign-in", "/account", "/invitation/made-up", "/setup/made-up"])(
  "the page %s says so in words, with the right status",
  async (path) => {
    const answer = await ask(path, path === "/sign-in" ? {} : { Cookie: cookies });
    const text = await answer.text();
    expect(answer.status).toBe(503);
    expect(waitsFor(answer)).toBeGreaterThan(0);
    expect(text).not.toMatch(/ECONN|Prisma|postgres|node_modules/i);
  },
);

test("a process that lives is alive, and not ready", async () => {
  expect((await ask("/api/health/live")).status).toBe(200);
  const ready = await ask("/api/health/ready");
  expect([ready.status, waitsFor(ready) > 0]).toEqual([503, true]);
  expect((await ask("/api/health")).status).toBe(503);
});

test("a database that says nothing is not waited for: ready answers, live answers", async () => {
  line.set("silent");
  expect((await ask("/api/health/live")).status).toBe(200);
  expect((await ask("/api/health/ready")).status).toBe(503);
  await expectOutage(await ask("/api/v1/me", bearer()));
});

const someId = "01900000-0000-7000-8000-000000000000";
const write = (path: string, headers: Record<string, string> = {}) =>
  fetch(product.address + path, {
    method: "POST",
    headers: { ...bearer(), "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ name: "Never", columnId: someId }),
  });

/** A request for each kind of door. */
const doors: Record<string, () => Promise<Response>> = {
  "a read": () => ask("/api/v1/boards", bearer()),
  "a read with a session": () => ask("/api/v1/me", { Cookie: cookies }),
  "a move": () => write(`/api/v1/cards/${someId}/move`),
  "a move with a key": () => write(`/api/v1/cards/${someId}/move`, { "Idempotency-Key": "again" }),
  "a report": () => ask(`/api/v1/boards/${someId}/metrics/throughput`, bearer()),
  "an event stream": () => ask(`/api/v1/boards/${someId}/events`, bearer()),
  "an event stream of a session": () => ask(`/api/v1/events?boards=${someId}`, { Cookie: cookies }),
  "a page": () => ask("/", { Cookie: cookies }),
  "the page to sign in": () => ask("/sign-in"),
  "signing in": async () => (await signInAt(product.address, product.owner)).answer,
  ready: () => ask("/api/health/ready"),
};

test.each([
  ["says nothing to new connections", () => line.set("silent")],
  ["goes silent under open connections", () => line.deaden({ newOnes: true })],
])("every door answers in time while the database %s", async (_, break_) => {
  line.set("open");
  const usual = async () =>
    Promise.all(Object.values(doors).map(async (door) => (await door()).status < 500));
  await expect.poll(usual, { timeout: 20_000 }).not.toContain(false);
  break_();
  const answers = await Promise.all(
    Object.entries(doors).map(async ([name, door]) => {
      const begunAt = performance.now();
      const answer = await door();
      await answer.body?.cancel();
      const isInTime = performance.now() - begunAt < 5_500;
      return [name, answer.status, waitsFor(answer) > 0, isInTime];
    }),
  );
  expect(answers).toEqual(Object.keys(doors).map((name) => [name, 503, true, true]));
});

test("when it is back, everything goes on", async () => {
  line.set("open");
  await expect.poll(async () => (await ask("/api/health/ready")).status, { timeout: 10_000 }).toBe(200);
  expect((await ask("/api/v1/me", bearer())).status).toBe(200);
  expect((await ask("/", { Cookie: cookies })).status).toBe(200);
  expect((await signInAt(product.address, product.owner)).answer.status).toBe(200);
});

test("nothing of all this was left unhandled", () => {
  expect(existsSync(notes) ? readFileSync(notes, "utf8") : "").toBe("");
});
