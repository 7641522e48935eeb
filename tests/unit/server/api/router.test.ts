import { expect, test } from "vitest";
import { routes } from "@/lib/server/routes";
import { answerApi } from "@/lib/server/routes/api";

// What the router answers before it is asked who is there.

const ask = async (method: string, path: string) => {
  const response = await answerApi(new Request(`http://sluice.test/api/v1${path}`, { method }));
  return { response, status: response.status, allow: response.headers.get("allow") };
};
const card = "/cards/01920000-0000-7000-8000-000000000000";

test.each([
  "",
  "/",
  "/nothing",
  "/cards",
  `${card}/nothing`,
  "/boards/1/metrics",
  "/boards/1/metrics/nothing",
])("%s is no address of the API", async (path) => {
  const { response } = await ask("GET", path);
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ status: 404, code: "not-found" });
});

test("a method that an address does not take is told those that it takes; OPTIONS tells them, too", async () => {
  expect(await ask("PUT", card)).toMatchObject({ status: 405, allow: "GET, PATCH, DELETE, HEAD, OPTIONS" });
  expect(await ask("OPTIONS", card)).toMatchObject({
    status: 204,
    allow: "GET, PATCH, DELETE, HEAD, OPTIONS",
  });
  expect(await ask("OPTIONS", `${card}/move`)).toMatchObject({ status: 204, allow: "POST, OPTIONS" });
});

test("PUT, as which the front door hands on methods of other protocols, is refused at every address", async () => {
  for (const { method, path } of routes) {
    const { status, allow } = await ask("PUT", path);
    expect([path, status, allow]).toEqual([path, 405, (await ask("OPTIONS", path)).allow]);
    expect(allow?.split(", ")).toContain(method.toUpperCase());
  }
});

test("a path that is written out goes before one that is filled in", async () => {
  expect(await ask("OPTIONS", "/boards/demo")).toMatchObject({ allow: "POST, OPTIONS" });
  expect(await ask("OPTIONS", "/imports/files")).toMatchObject({ allow: "POST, OPTIONS" });
  expect((await ask("OPTIONS", "/imports/1")).allow).toContain("DELETE");
});

test("a slash at the end changes nothing", async () => {
  expect(await ask("OPTIONS", `${card}/`)).toMatchObject({ status: 204 });
});

test("an address asks who is there before it says anything of what there is", async () => {
  for (const path of [card, "/cards/not-an-id", "/me"]) expect((await ask("GET", path)).status).toBe(401);
});

test("HEAD answers as GET, without a body", async () => {
  const { response } = await ask("HEAD", "/openapi.json");
  expect([response.status, response.body]).toEqual([200, null]);
  expect(response.headers.get("content-type")).toBe("application/json");
});
