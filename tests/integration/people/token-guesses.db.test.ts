import "../../support/database";
import { expect, test } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { addressHeader } from "@/lib/server/http/request-facts";
import { buildActor } from "../../support/actors";
import { callRoute } from "../../support/call-route";

const ask = (token: string, address: string) =>
  callRoute("get /me", { userId: "", token }, { headers: { [addressHeader]: address } });

test("a network that guesses tokens is slowed; who is known there is not, nor is anybody elsewhere", async () => {
  const guesser = "192.0.2.90";
  const [known, other] = [
    await buildActor(undefined, "member", ["read"]),
    await buildActor(undefined, "member", ["read"]),
  ];
  expect((await ask(known.token, guesser)).status).toBe(200);
  for (let tries = 0; tries < 60; tries++) expect((await ask("slu_made-up", guesser)).status).toBe(401);
  const guesses = await Promise.all(Array.from({ length: 12 }, () => ask("slu_made-up", guesser)));
  expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(8).fill(401), ...Array(4).fill(429)]);
  expect(guesses.find(({ status }) => status === 429)?.headers.get("retry-after")).toBe("1");
  const flood = Promise.all(Array.from({ length: 8 }, () => ask("slu_made-up", guesser)));
  expect((await ask(known.token, guesser)).status).toBe(200);
  expect((await ask(other.token, "192.0.2.91")).status).toBe(200);
  expect((await ask("slu_made-up", "192.0.2.91")).status).toBe(401);
  await flood;
  const counted = async () => {
    const { rows } = await getPool().query(
      "SELECT sum(count)::int AS count FROM security_failure WHERE event = 'token-refused' AND address = $1",
      [guesser],
    );
    return rows[0].count;
  };
  // Nobody waits for the count: it is there a moment later.
  await expect.poll(counted, { timeout: 10_000 }).toBe(76);
});
