import "../support/database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabaseUrl } from "../support/database";
import { Line } from "../support/line";
import { productPort } from "../support/product";
import { type ServedProduct, serveProduct } from "../support/served-product.mjs";
import { signInAt } from "../support/sign-in";

// The database goes away and comes back under the product as it is served. Everybody is told so, in words and in HTTP,
// and afterwards everything works without a restart.

const line = new Line(new URL(testDatabaseUrl));
let product: ServedProduct;
let cookies: string;

beforeAll(async () => {
  // Commands go there straight: this process, which is the line, waits for them.
  const settings = { DATABASE_URL: await line.open(), LOG_LEVEL: "silent" };
  product = await serveProduct(productPort + 2, { databaseUrl: testDatabaseUrl, settings });
  cookies = (await signInAt(product.address, product.owner)).cookies;
}, 400_000);

afterAll(async () => {
  await product?.stop();
  line.close();
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

test("when it is back, everything goes on", async () => {
  line.set("open");
  await expect.poll(async () => (await ask("/api/health/ready")).status, { timeout: 10_000 }).toBe(200);
  expect((await ask("/api/v1/me", bearer())).status).toBe(200);
  expect((await ask("/", { Cookie: cookies })).status).toBe(200);
  expect((await signInAt(product.address, product.owner)).answer.status).toBe(200);
});
