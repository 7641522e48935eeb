import { productAddress } from "../support/product";
import { expect, test } from "./fixtures";

const ask = (path: string, init: RequestInit = {}) => fetch(productAddress + path, init);

test("an address for programs that is none, or does not take the method, is a problem document without a page", async () => {
  const asked: [string, string, number][] = [
    ["GET", "/api/v1/nothing", 404],
    ["POST", "/api/v1/cards//move", 404],
    ["PUT", "/api/v1/me", 405],
    ["PROPFIND", "/api/v1/boards", 405],
    ["GET", "/api/auth/nothing", 404],
    ["DELETE", "/api/auth/session", 405],
    ["GET", "/api/nothing", 404],
  ];
  for (const [method, path, status] of asked) {
    const response = await ask(path, { method, redirect: "manual" });
    expect([method, path, response.status]).toEqual([method, path, status]);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response.json()).toMatchObject({ status });
  }
});

test("a stream whose reader has gone is let go: one person may open as many, one after another, as they like", async ({
  api,
  person,
}) => {
  const { board } = await api.createBoard([{ name: "Todo", kind: "backlog" }]);
  const headers = { Authorization: `Bearer ${person.token}` };
  for (let round = 0; round < 3; round++) {
    await expect(async () => {
      const readers = new AbortController();
      const { signal } = readers;
      // More than half of what a person may have open at once.
      const opened = Array.from({ length: 40 }, () =>
        ask(`/api/v1/boards/${board.id}/events`, { headers, signal }),
      );
      const statuses = (await Promise.all(opened)).map(({ status }) => status);
      readers.abort();
      expect(statuses).toEqual(opened.map(() => 200));
    }).toPass();
  }
});

test("a body beyond its cap is refused as it comes, and the server goes on", async ({ person }) => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1;
      controller.enqueue(new Uint8Array(64 * 1024).fill(32));
    },
  });
  const response = await ask("/api/v1/boards", {
    method: "POST",
    headers: { Authorization: `Bearer ${person.token}`, "Content-Type": "application/json" },
    body: endless,
    duplex: "half",
  } as RequestInit).catch(() => null);
  // A sender who does not listen while it sends hears of it by the line alone.
  if (response) expect(response.status).toBe(413);
  expect(sent).toBeLessThan(1_000);
  expect((await ask("/api/v1/me", { headers: { Authorization: `Bearer ${person.token}` } })).status).toBe(
    200,
  );
});
