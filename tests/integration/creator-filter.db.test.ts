import "../support/database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { metricNames, metricQuery } from "@/lib/server/metrics";
import { readFilterChoices } from "@/lib/server/reports/read-filter-choices";
import { readReports } from "@/lib/server/reports/read-reports";
import type { Actor } from "../support/actors";
import { must } from "../support/api";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute, metricDoor } from "../support/call-route";
import { expectSoundDatabase } from "../support/verified";

afterAll(expectSoundDatabase);

let board: TestBoard;

/** The lead made three cards and finished one of the member's two; nobody is known to have made the last. */
beforeAll(async () => {
  board = await buildBoard();
  const { lead, member, owner } = board;
  const make = (actor: Actor, title: string, column: string, type?: string) =>
    buildCard(board, actor, board.column(column), { title, ...(type && { type }) });
  const done = board.column("Done");
  await make(lead, "Lead, ready", "Ready");
  await make(lead, "Lead, bug", "Doing", "bug");
  const finished = await make(lead, "Lead, done", "Doing");
  await make(member, "Member, bug", "Doing", "bug");
  const handed = await make(member, "Member, done by the lead", "Doing");
  const nobodys = await make(owner, "Nobody's", "Doing");
  for (const { id } of [finished, handed]) await must("post /cards/{id}/move", lead, id, { columnId: done });
  await getPool().query("UPDATE card SET created_by_id = NULL WHERE id = $1", [nobodys.id]);
});

const ask = (name: string, query: Record<string, string>) =>
  callRoute(metricDoor(name), board.viewer, { params: { id: board.id }, query });

const titlesOf = async (name: string, query: Record<string, string>): Promise<string[]> =>
  (await ask(name, query)).body.items.map(({ title }: { title: string }) => title).toSorted();

test("chooses the cards that a person made, whoever moved them", async () => {
  const lead = { creator: board.lead.userId };
  const member = { creator: board.member.userId };
  expect(await titlesOf("cycle-time", lead)).toEqual(["Lead, done"]);
  expect(await titlesOf("cycle-time", member)).toEqual(["Member, done by the lead"]);
  expect(await titlesOf("work-item-age", lead)).toEqual(["Lead, bug", "Lead, ready"]);
  expect(await titlesOf("work-item-age", { ...lead, type: "bug" })).toEqual(["Lead, bug"]);
  expect(await titlesOf("work-item-age", { creator: board.owner.userId })).toEqual([]);
  expect(await titlesOf("work-item-age", {})).toContain("Nobody's");
});

test("narrows every metric, cards before the range included", async () => {
  for (const name of metricNames) {
    const answers = await Promise.all(
      [undefined, board.lead.userId, board.viewer.userId].map((creator) =>
        ask(name, creator ? { creator } : {}),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const [all, leads, none] = answers.map(({ body }) => body.cards);
    expect(none).toBe(0);
    expect(leads).toBeLessThanOrEqual(all);
  }
  const past = { from: "2020-01-01", to: "2020-01-31", asOf: new Date().toISOString() };
  const { body } = await ask("throughput", { ...past, creator: board.lead.userId });
  expect(body.excluded.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(3);
  const { overview } = await readReports(
    board.viewer.userId,
    board.id,
    metricQuery.parse({ creator: board.member.userId }),
  );
  expect(overview.figures.throughput.now).toBe(1);
});

test("can be chosen by those who made a card of the board", async () => {
  const { creator } = await readFilterChoices(board.viewer.userId, board.id);
  expect(creator.map(({ value }) => value).toSorted()).toEqual(
    [board.lead.userId, board.member.userId].toSorted(),
  );
});

test("is the id of a person", async () => {
  expect((await ask("throughput", { creator: "Ana" })).status).toBe(400);
});
