import "../support/database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { durationAnswer } from "@/lib/contracts/metrics/duration";
import { serviceLevelMetric } from "@/lib/contracts/metrics/service-level";
import { workItemAgeMetric } from "@/lib/contracts/metrics/work-item-age";
import { getPool } from "@/lib/server/db/client";
import { metricQuery } from "@/lib/server/metrics";
import { readReports } from "@/lib/server/reports/read-reports";
import { readStandings } from "@/lib/server/reports/read-standings";
import { call, must } from "../support/api";
import { buildBoard, type TestBoard } from "../support/boards";
import { callRoute, metricDoor } from "../support/call-route";
import { installMovableClock, setClock } from "../support/moved-clock";
import { expectSoundDatabase } from "../support/verified";

beforeAll(installMovableClock);

afterAll(expectSoundDatabase);

const agreed = { percentile: 80, days: 7 };

describe("the agreed service level of a board", () => {
  let board: TestBoard;
  const read = async () => (await must("get /boards/{id}", board.viewer, board.id)).board.serviceLevel;

  beforeAll(async () => {
    board = await buildBoard();
  });

  test("is none at first, is agreed on by a lead, and can be taken back", async () => {
    expect(await read()).toBeNull();
    const { serviceLevel } = await must("patch /boards/{id}", board.lead, board.id, { serviceLevel: agreed });
    expect(serviceLevel).toEqual(agreed);
    expect(await read()).toEqual(agreed);
    await must("patch /boards/{id}", board.lead, board.id, { name: "Renamed" });
    expect(await read()).toEqual(agreed);
    const { items } = await must("get /boards", board.viewer, null);
    expect(items[0].serviceLevel).toEqual(agreed);
    await must("patch /boards/{id}", board.owner, board.id, { serviceLevel: null });
    expect(await read()).toBeNull();

    const activity = await must("get /boards/{id}/activity", board.viewer, board.id);
    const said = activity.items.flatMap(({ type, detail }: { type: string; detail: object }) =>
      type === "board.updated" && "serviceLevel" in detail ? [detail.serviceLevel] : [],
    );
    expect(said).toEqual([null, agreed]);
  });

  test("is no business of members and viewers", async () => {
    for (const actor of [board.member, board.viewer]) {
      const { status } = await call("patch /boards/{id}", actor, board.id, { serviceLevel: agreed });
      expect(status).toBe(403);
    }
    expect(await read()).toBeNull();
  });

  test.each([
    { percentile: 85 },
    { days: 7 },
    { percentile: 0, days: 7 },
    { percentile: 101, days: 7 },
    { percentile: 85.5, days: 7 },
    { percentile: 85, days: 0 },
    { percentile: 85, days: 3_651 },
    { percentile: 85, days: 7, words: "soon" },
    85,
  ])("is not %j", async (serviceLevel) => {
    const { status } = await call("patch /boards/{id}", board.lead, board.id, { serviceLevel });
    expect(status).toBe(400);
    expect(await read()).toBeNull();
  });

  test.each([
    ["85", "NULL"],
    ["NULL", "7"],
    ["0", "7"],
    ["85", "0"],
  ])("is not %s %% in %s days for SQL either", async (percentile, days) => {
    await expect(
      getPool().query(
        `UPDATE board SET service_level_percentile = ${percentile}, service_level_days = ${days} WHERE id = $1`,
        [board.id],
      ),
    ).rejects.toThrow("board_service_level_whole");
  });
});

describe("the cards of a board with a year of history", () => {
  let board: TestBoard;
  let boardId: string;
  const metric = async (name: string, query: Record<string, string> = {}) => {
    const answer = await callRoute(metricDoor(name), board.lead, {
      params: { id: boardId },
      query,
    });
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const level = async (query?: Record<string, string>) =>
    serviceLevelMetric.answer.parse(await metric("service-level", query));
  const agree = (serviceLevel: typeof agreed | null) =>
    must("patch /boards/{id}", board.lead, boardId, { serviceLevel });

  beforeAll(async () => {
    board = await buildBoard();
    boardId = (await must("post /boards/demo", board.lead, null, { teamId: board.teamId })).id;
  });

  test("are held against what the range suggests while nothing is agreed", async () => {
    await agree(null);
    const proposed = await level();
    expect(proposed).toMatchObject({ percentile: 85, isProposed: true, basis: "proposed", agreed: null });
    expect(await level({ percentile: "85" })).toEqual({ ...proposed, asOf: expect.any(String) });
  });

  test("are held against the agreed level once there is one", async () => {
    await agree(agreed);
    const answer = await level();
    expect(answer).toMatchObject({ ...agreed, agreed, isProposed: false, basis: "agreed" });
    const { items } = durationAnswer.parse(await metric("cycle-time"));
    const met = items.filter(({ days }) => days <= agreed.days).length;
    expect(answer).toMatchObject({ n: items.length, met });
    expect(answer.attainment).toBeCloseTo(met / items.length, 12);
    const ages = workItemAgeMetric.answer.parse(await metric("work-item-age"));
    const titles = (risk: string | null) =>
      ages.items.filter((item) => item.risk === risk).map(({ title }) => title);
    expect(ages.expectation).toEqual({ ...agreed, basis: "agreed" });
    expect(titles("late")).toEqual(
      ages.items.filter(({ ageDays }) => ageDays > agreed.days).map(({ title }) => title),
    );
    expect(titles("late")).toEqual(answer.late.map(({ title }) => title));
    expect(titles("at-risk").toSorted()).toEqual(answer.atRisk.map(({ title }) => title).toSorted());
  });

  test("are held against something else where the request asks for it", async () => {
    await agree(null);
    const proposed = await level({ percentile: "95" });
    await agree(agreed);
    expect(await level({ percentile: "95" })).toEqual({ ...proposed, agreed, asOf: expect.any(String) });
    expect(await level({ within: "3" })).toMatchObject({
      percentile: agreed.percentile,
      days: 3,
      isProposed: false,
      basis: "asked",
      agreed,
    });
    const { expectation } = workItemAgeMetric.answer.parse(
      await metric("work-item-age", { percentile: "60", within: "4" }),
    );
    expect(expectation).toEqual({ percentile: 60, days: 4, basis: "asked" });
  });

  test("are judged alike by the metric, the reports page and the page of all boards", async () => {
    const flowOf = async () => {
      const { teams } = await readStandings(board.lead.userId);
      return teams.flatMap(({ boards }) => boards).find(({ id }) => id === boardId);
    };
    for (const serviceLevel of [agreed, { percentile: 85, days: 2 }, null]) {
      await agree(serviceLevel);
      const answer = await level();
      const basis = serviceLevel ? "agreed" : "proposed";
      const expectation = { percentile: answer.percentile, days: answer.days, basis, tooFew: answer.tooFew };
      const flow = await flowOf();
      expect(flow?.expectation).toEqual({ ...expectation, attainment: answer.attainment });
      expect(flow?.need).toMatchObject({ late: answer.late.length, atRisk: answer.atRisk.length });
      const { overview } = await readReports(board.lead.userId, boardId, metricQuery.parse({}));
      expect(overview.expectation).toEqual(expectation);
      expect(overview.late).toHaveLength(answer.late.length);
    }
  });

  test("are late on a board where none was finished, if a level is agreed", async () => {
    await must("post /boards/{id}/cards", board.lead, board.id, {
      columnId: board.column("Doing"),
      title: "Old",
    });
    await must("patch /boards/{id}", board.lead, board.id, { serviceLevel: { percentile: 85, days: 2 } });
    await setClock("3 days");
    const answer = await callRoute("get /boards/{id}/metrics/service-level", board.lead, {
      params: { id: board.id },
      query: {},
    }).finally(() => setClock("0"));
    expect(answer.body).toMatchObject({ days: 2, basis: "agreed", n: 0, attainment: null });
    expect(answer.body.late).toMatchObject([{ title: "Old", chance: null }]);
  });
});
