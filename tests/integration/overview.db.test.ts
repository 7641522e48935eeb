import "../support/database";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { BoardStanding } from "@/lib/contracts/reports/standing";
import { createCalendar } from "@/lib/flow/calendar/calendar";
import { getPool } from "@/lib/server/db/client";
import { metricQuery } from "@/lib/server/metrics";
import { readFilterChoices } from "@/lib/server/reports/read-filter-choices";
import { readReports } from "@/lib/server/reports/read-reports";
import { readStandings } from "@/lib/server/reports/read-standings";
import { archiveBoard } from "@/lib/server/usecases/boards/archive-board";
import { type Actor, buildActor, buildTeam } from "../support/actors";
import { buildBoard, buildCard } from "../support/boards";
import { callRoute, metricDoor } from "../support/call-route";
import { installMovableClock, setClock } from "../support/moved-clock";
import { expectSoundDatabase } from "../support/verified";

beforeAll(installMovableClock);

afterAll(expectSoundDatabase);

/** Days of the last 30 and of the 30 before, in UTC. */
function lastDays() {
  const calendar = createCalendar("UTC");
  const today = calendar.dayOf(Date.now());
  const days = (from: number, to: number) => ({ from: calendar.toText(from), to: calendar.toText(to) });
  return {
    now: days(today - 29, today),
    before: days(today - 59, today - 30),
    long: days(today - 89, today),
  };
}

describe("the demo board, with a year of history", () => {
  let lead: Actor;
  let boardId: string;
  let board: BoardStanding | undefined;
  const metric = async (name: string, query: Record<string, string>) =>
    (await callRoute(metricDoor(name), lead, { params: { id: boardId }, query })).body;

  beforeAll(async () => {
    const teamId = await buildTeam("Product");
    lead = await buildActor(teamId, "lead");
    boardId = (await callRoute("post /boards/demo", lead, { body: { teamId } })).body.id;
    const { teams } = await readStandings(lead.userId);
    expect(teams.map(({ name }) => name)).toEqual(["Product"]);
    board = teams[0]?.boards[0];
  });

  test("has the same figures on the page of all boards as in its reports", async () => {
    const { now, before, long } = lastDays();
    const [cycle, earlier, level, ages] = await Promise.all([
      metric("cycle-time", now),
      metric("cycle-time", before),
      metric("service-level", long),
      metric("work-item-age", {}),
    ]);
    expect(cycle.n).toBeGreaterThan(0);
    expect(board?.throughput).toMatchObject({ now: cycle.n, before: earlier.n });
    expect(board?.medianDays).toMatchObject({
      now: cycle.percentiles["50"],
      before: earlier.percentiles["50"],
    });
    expect(board?.p85Days).toMatchObject({ now: cycle.percentiles["85"], before: earlier.percentiles["85"] });
    expect(board?.wip).toBe(ages.items.length);
    expect(board?.expectation).toEqual({
      percentile: 85,
      days: level.days,
      basis: "proposed",
      tooFew: null,
      attainment: level.attainment,
    });
    const { overview } = await readReports(lead.userId, boardId, metricQuery.parse(long));
    expect(board?.need).toMatchObject({ late: overview.late.length, atRisk: overview.atRisk.length });
    expect(board?.foremost.late).toEqual(overview.late.slice(0, 3));
    const byAge = overview.late.filter(({ overdue }) => overdue === null).map(({ cardId }) => cardId);
    expect(level.late.map(({ cardId }: { cardId: string }) => cardId)).toEqual(expect.arrayContaining(byAge));
    const weeks = await metric("throughput", long);
    const last = weeks.days.slice(-84).reduce((sum: number, day: { count: number }) => sum + day.count, 0);
    expect(board?.weeks.reduce((sum, count) => sum + count, 0)).toBe(last);
    const overrides = await metric("overrides", now);
    expect(board?.overrides.now).toBe(
      overrides.items.filter(({ mode }: { mode: string }) => mode === "reason").length,
    );
  });

  test("begins its reports with the same figures beside those of the period before", async () => {
    const { now, before } = lastDays();
    const { overview } = await readReports(lead.userId, boardId, metricQuery.parse(now));
    expect(overview.before).toEqual(before);
    expect(overview.figures.throughput).toEqual(board?.throughput);
    expect(overview.figures.medianDays).toEqual(board?.medianDays);
    const law = await metric("littles-law", before);
    expect(overview.figures.averageWip.before).toBeCloseTo(law.averageWip, 9);
    expect(overview.signs.blocked.map(({ cardId }) => cardId)).toEqual(
      expect.arrayContaining(board?.foremost.blocked.map(({ cardId }) => cardId) ?? []),
    );
    expect(overview.signs.blocked).toHaveLength(board?.need.blocked ?? -1);
  });

  test("counts over the chosen cards alone, though its first day stays the board's", async () => {
    const { label } = await readFilterChoices(lead.userId, boardId);
    const all = await readReports(lead.userId, boardId, metricQuery.parse(lastDays().long));
    const parts = await Promise.all(
      label.map(({ value }) =>
        readReports(lead.userId, boardId, metricQuery.parse({ ...lastDays().long, label: value })),
      ),
    );
    expect(parts.length).toBeGreaterThan(1);
    for (const { overview, firstDay } of parts) {
      expect(overview.figures.throughput.now).toBeLessThan(all.overview.figures.throughput.now ?? 0);
      expect(firstDay).toBe(all.firstDay);
    }
  });
});

test("boards stand in order of need, with andons, blocked cards and full limits counted once", async () => {
  const calm = await buildBoard();
  const { lead } = calm;
  const stopped = await callRoute("post /boards/demo", lead, { body: { teamId: calm.teamId } });
  const card = await buildCard(calm, lead, calm.column("Doing"));
  await callRoute("post /boards/{id}/limits", lead, {
    params: { id: calm.id },
    body: { max: 1, columnIds: [calm.column("Doing")] },
  });
  await callRoute("post /cards/{id}/block", lead, {
    params: { id: card.id },
    body: { reason: "No keys", category: "environment" },
  });
  const order = async () => {
    const { teams } = await readStandings(lead.userId);
    return teams.flatMap(({ boards }) => boards);
  };
  const isolated = (await order()).find(({ id }) => id === calm.id);
  expect(isolated).toMatchObject({
    wip: 1,
    throughput: { now: 0, before: null },
    expectation: { percentile: 85, days: null, basis: "proposed", attainment: null },
    need: { andons: 0, late: 0, blocked: 1, overLimits: 0, atRisk: 0, fullLimits: 1 },
    foremost: { blocked: [{ cardId: card.id, column: "Doing", category: "environment", reason: "No keys" }] },
  });
  await callRoute("post /columns/{id}/andon", lead, {
    params: { id: calm.column("Doing") },
    body: { reason: "Build is red" },
  });
  expect((await order()).map(({ id }) => id)).toEqual([calm.id, stopped.body.id]);
  await callRoute("post /cards/{id}/move", lead, {
    params: { id: card.id },
    body: { columnId: calm.column("Done") },
  });
  const after = (await order()).find(({ id }) => id === calm.id);
  expect(after).toMatchObject({
    wip: 0,
    throughput: { now: 1 },
    need: { andons: 1, blocked: 0, fullLimits: 0 },
  });
});

test("strangers see no board, and archived boards are gone", async () => {
  const board = await buildBoard();
  expect((await readStandings(board.stranger.userId)).teams).toEqual([]);
  expect((await readStandings(board.viewer.userId)).teams).toHaveLength(1);
  await archiveBoard(board.owner.userId, board.id);
  expect((await readStandings(board.viewer.userId)).teams).toEqual([]);
  await expect(readFilterChoices(board.stranger.userId, board.id)).rejects.toMatchObject({
    code: "not-found",
  });
});

test("many boards cost as many queries as one", async () => {
  const one = await buildBoard();
  const count = async () => {
    const spy = vi.spyOn(getPool(), "query");
    await readStandings(one.lead.userId);
    const calls = spy.mock.calls.length;
    spy.mockRestore();
    return calls;
  };
  const before = await count();
  expect(before).toBeGreaterThan(0);
  for (let n = 0; n < 3; n++) {
    const { body } = await callRoute("post /boards/demo", one.lead, { body: { teamId: one.teamId } });
    expect(body.id).toBeTruthy();
  }
  expect(await count()).toBe(before);
});

test("every board's probable constraint is the one that its reports name", async () => {
  const made = await buildBoard();
  const { lead, teamId } = made;
  await callRoute("post /boards/demo", lead, { body: { teamId } });
  const moved = await buildCard(made, lead, made.column("Ready"));
  await buildCard(made, lead, made.column("Ready"));
  for (let card = 0; card < 10; card++) await buildCard(made, lead, made.column("Done"));
  await callRoute("post /cards/{id}/move", lead, {
    params: { id: moved.id },
    body: { columnId: made.column("Doing") },
  });
  await setClock("3 days");
  try {
    const { teams } = await readStandings(lead.userId);
    const boards = teams.flatMap((team) => team.boards);
    expect(boards).toHaveLength(2);
    for (const { id, constraint } of boards) {
      const { overview } = await readReports(lead.userId, id, metricQuery.parse({}));
      expect(constraint).not.toBeNull();
      expect(constraint).toEqual({
        ...overview.constraint,
        // The two are asked one after the other, and time goes by.
        share: expect.closeTo(overview.constraint?.share ?? 0, 3),
      });
    }
    const own = boards.find(({ id }) => id === made.id);
    expect(own?.constraint).toMatchObject({ column: "Doing", heldColumn: "Ready", isGrowing: false });
  } finally {
    await setClock("0");
  }
});
