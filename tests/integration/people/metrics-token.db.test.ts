import "../../support/database";
import { expect, test } from "vitest";
import { GET as getMetrics } from "@/app/api/metrics/route";
import { getPool } from "@/lib/server/db/client";
import { doorOf, routes } from "@/lib/server/routes";
import { createAccessTokenFor } from "@/lib/server/usecases/account/create-access-token";
import { type Actor, buildActor } from "../../support/actors";
import { call } from "../../support/api";
import { buildBoard } from "../../support/boards";
import { buildCredential } from "../../support/credentials";

const read = (headers: Record<string, string> = {}) =>
  getMetrics(new Request("http://sluice.test/api/metrics", { headers }));
const bearer = ({ token }: { token: string }) => ({ Authorization: `Bearer ${token}` });

async function buildAdministrator(scopes: string[]): Promise<Actor> {
  const actor = await buildActor(undefined, "member", scopes);
  await getPool().query("UPDATE user_account SET is_administrator = true WHERE id = $1", [actor.userId]);
  return actor;
}

const makeToken = (actor: Actor, scopes: string[]) =>
  call("post /tokens", actor, null, { name: "Prometheus", scopes });

test("Prometheus reads gauges with a token for metrics, which an administrator makes", async () => {
  await buildBoard();
  const { body } = await makeToken(await buildAdministrator(["admin"]), ["metrics"]);
  const text = await (await read(bearer(body))).text();
  expect(text).toMatch(/^sluice_boards 1$/m);
  for (const line of text.trim().split("\n")) expect(line).toMatch(/^(# (HELP|TYPE) |[a-z_]+ -?[\d.e+-]+$)/);
});

test("nobody reads them without a token, with another one, or with one whose maker administers no longer", async () => {
  expect((await read()).status).toBe(401);
  expect((await read({ Authorization: "Bearer slu_made-up" })).status).toBe(401);
  expect((await read(bearer(await buildAdministrator(["read", "write", "admin"])))).status).toBe(403);
  const { headers } = await buildCredential("session", (await buildActor()).userId);
  expect((await read(headers)).status).toBe(403);
  const administrator = await buildAdministrator(["metrics"]);
  expect((await read(bearer(administrator))).status).toBe(200);
  await getPool().query("UPDATE user_account SET is_administrator = false WHERE id = $1", [
    administrator.userId,
  ]);
  expect((await read(bearer(administrator))).status).toBe(403);
});

test("a token for metrics can do nothing else at all, on any way of the API", async () => {
  const actor = await buildAdministrator(["metrics"]);
  for (const route of routes.filter(({ access }) => access !== "public"))
    expect((await call(doorOf(route), actor, actor.userId)).status, doorOf(route)).toBe(403);
});

test("only administrators make one, on the command line too, and with no other scope beside it", async () => {
  const plain = await buildActor(undefined, "member", ["admin"]);
  expect((await makeToken(plain, ["metrics"])).status).toBe(403);
  expect(
    (await makeToken(await buildAdministrator(["admin"]), ["metrics", "read"])).body.errors,
  ).toMatchObject([{ path: "scopes" }]);
  const request = { name: "Prometheus", scopes: ["metrics" as const] };
  await expect(createAccessTokenFor(`${plain.userId}@example.org`, request)).rejects.toMatchObject({
    code: "forbidden",
  });
});
