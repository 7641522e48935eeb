import "../support/database";
import { beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { type Door, doorOf, routes } from "@/lib/server/routes";
import { type Actor, buildActor } from "../support/actors";
import { must } from "../support/api";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute } from "../support/call-route";
import { sampleOf, toJson } from "../support/hostile";
import { readEverything } from "../support/verified";

// Whoever is not in a team cannot tell its things from what there is not: every route of them, by the list of routes.

const unknownId = "018f0000-0000-7000-8000-000000000000";
/** What belongs to a team, by the first part of its paths. */
const kinds = ["boards", "cards", "columns", "lanes", "labels", "limits", "policies", "teams"] as const;
type Kind = (typeof kinds)[number];
const kindOf = (path: string) => kinds.find((kind) => path.startsWith(`/${kind}/{id}`));
const ofTeams = routes.flatMap((route) => {
  const kind = kindOf(route.path);
  return kind ? [{ door: doorOf(route), kind, body: route.body }] : [];
});

let board: TestBoard;
/** Both with tokens that may do everything. */
let stranger: Actor;
let owner: Actor;
let ids: Record<Kind, string>;

beforeAll(async () => {
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 5 } },
  ]);
  stranger = await buildActor(undefined, "member", ["admin"]);
  owner = await buildActor(board.teamId, "owner", ["admin"]);
  const card = await buildCard(board, board.member, board.column("Ready"));
  const lane = await must("post /boards/{id}/lanes", board.lead, board.id, { name: "Lane" });
  const label = await must("post /boards/{id}/labels", board.lead, board.id, { name: "Label" });
  const policy = await must("post /columns/{id}/policies", board.lead, board.column("Doing"), {
    text: "Tested",
  });
  ids = {
    boards: board.id,
    cards: card.id,
    columns: board.column("Ready"),
    lanes: lane.id,
    labels: label.id,
    limits: board.snapshot.limits[0]?.id ?? "",
    policies: policy.id,
    teams: board.teamId,
  };
});

/** What a body wants beside its required fields. */
const beside: Partial<Record<Door, object>> = { "post /boards/{id}/limits": { perPerson: true } };

/** A body that names what there is, so that nothing but the right to it is missing. */
function fillBody(door: Door, body: z.ZodType): object {
  const named: Record<string, unknown> = {
    boardId: ids.boards,
    cardIds: [ids.cards],
    columnId: ids.columns,
    laneId: ids.lanes,
    into: ids.labels,
    policyId: ids.policies,
    email: "somebody@example.org",
    version: 1,
    position: 0,
  };
  return { ...(sampleOf(toJson(body), (name) => named[name]) as object), ...beside[door] };
}

test.each(ofTeams)(
  "$door: a stranger gets 404, nobody 401, and nothing is written",
  async ({ door, kind, body }) => {
    const ask = (actor: Actor | null, id = ids[kind]) =>
      callRoute(door, actor, {
        params: { id, userId: board.member.userId, invitationId: board.id },
        ...(body && { body: fillBody(door, body) }),
      });
    const before = await readEverything();
    const refused = await ask(stranger);
    expect(refused.body).toMatchObject({ status: 404, code: "not-found" });
    expect((await ask(owner, unknownId)).body).toEqual(refused.body);
    expect((await ask(owner, "not-an-id")).status).toBe(404);
    expect((await ask(null)).status).toBe(401);
    expect(await readEverything()).toEqual(before);
  },
);
