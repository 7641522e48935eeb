import "../../support/database";
import { expect, test } from "vitest";
import { buildActor, buildTeam } from "../../support/actors";
import { callRoute } from "../../support/call-route";

// More at once than the pool has connections: a transaction that asked for a second one would wait for itself.
const atOnce = 40;

test("many boards are made at once, in a team that is named and in one that has to be found", async () => {
  const teamId = await buildTeam();
  const lead = await buildActor(teamId, "lead");
  const answers = await Promise.all(
    Array.from({ length: atOnce }, (_, n) =>
      callRoute("post /boards", lead, { body: { name: `Board ${n}`, ...(n % 2 === 0 && { teamId }) } }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: atOnce }, () => 201));
});

test("many first boards of people without a team, each under its own key", async () => {
  const people = await Promise.all(Array.from({ length: atOnce }, () => buildActor()));
  const answers = await Promise.all(
    people.map((person, n) =>
      callRoute("post /boards", person, {
        body: { name: "Mine" },
        headers: { "Idempotency-Key": `first ${n}` },
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: atOnce }, () => 201));
});

test("many invitations are made at once", async () => {
  const teamId = await buildTeam();
  const owner = await buildActor(teamId, "owner", ["admin"]);
  const answers = await Promise.all(
    Array.from({ length: atOnce }, (_, n) =>
      callRoute("post /teams/{id}/invitations", owner, {
        params: { id: teamId },
        body: { role: "member" },
        headers: { "Idempotency-Key": `invitation ${n}` },
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: atOnce }, () => 201));
});
