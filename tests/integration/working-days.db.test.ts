import { answerApi } from "@/lib/server/routes/api";
import "../support/database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { durationAnswer } from "@/lib/contracts/metrics/duration";
import { serviceLevelMetric } from "@/lib/contracts/metrics/service-level";
import { workItemAgeMetric } from "@/lib/contracts/metrics/work-item-age";
import type { WorkingDays } from "@/lib/contracts/working-days";
import { getPool } from "@/lib/server/db/client";
import { metricNames, metricQuery } from "@/lib/server/metrics";
import { readReports } from "@/lib/server/reports/read-reports";
import { readStandings } from "@/lib/server/reports/read-standings";
import { call, must } from "../support/api";
import { buildBoard, type TestBoard } from "../support/boards";
import { callRoute, metricDoor } from "../support/call-route";
import { expectSoundDatabase } from "../support/verified";

afterAll(expectSoundDatabase);

/** Good Friday and Easter Monday of 2026. */
const easter: WorkingDays = { weekdays: [1, 2, 3, 4, 5], holidays: ["2026-04-03", "2026-04-06"] };

describe("the working days of a board", () => {
  let board: TestBoard;
  const read = async () => (await must("get /boards/{id}", board.viewer, board.id)).board.workingDays;
  const set = (workingDays: unknown) =>
    call("patch /boards/{id}", board.lead, board.id, { workingDays } as object);

  beforeAll(async () => {
    board = await buildBoard();
  });

  test("are all days at first, are set by a lead, and can be taken back", async () => {
    expect(await read()).toBeNull();
    const { workingDays } = await must("patch /boards/{id}", board.lead, board.id, { workingDays: easter });
    expect(workingDays).toEqual(easter);
    await must("patch /boards/{id}", board.lead, board.id, { name: "Renamed" });
    expect(await read()).toEqual(easter);
    const { items } = await must("get /boards", board.viewer, null);
    expect(items[0].workingDays).toEqual(easter);
    await must("patch /boards/{id}", board.owner, board.id, { workingDays: null });
    expect(await read()).toBeNull();

    const activity = await must("get /boards/{id}/activity", board.viewer, board.id);
    const said = activity.items.flatMap(({ type, detail }: { type: string; detail: object }) =>
      type === "board.updated" && "workingDays" in detail ? [detail.workingDays] : [],
    );
    expect(said).toEqual([null, easter]);
  });

  test("are told in order, whatever the order in which they came", async () => {
    expect((await set({ weekdays: [7, 1], holidays: ["2026-12-25", "2026-01-01"] })).status).toBe(200);
    expect(await read()).toEqual({ weekdays: [1, 7], holidays: ["2026-01-01", "2026-12-25"] });
    await set(null);
  });

  test("are no business of members and viewers", async () => {
    for (const actor of [board.member, board.viewer]) {
      const { status } = await call("patch /boards/{id}", actor, board.id, { workingDays: easter });
      expect(status).toBe(403);
    }
    expect(await read()).toBeNull();
  });

  test.each([
    { weekdays: [], holidays: [] },
    { weekdays: [0], holidays: [] },
    { weekdays: [8], holidays: [] },
    { weekdays: [1, 1], holidays: [] },
    { weekdays: [1.5], holidays: [] },
    { weekdays: [1] },
    { holidays: ["2026-04-03"] },
    { weekdays: [1], holidays: ["2026-02-30"] },
    { weekdays: [1], holidays: ["3 April"] },
    { weekdays: [1], holidays: ["2026-04-03", "2026-04-03"] },
    { weekdays: [1], holidays: [], words: "Mondays" },
    [1, 2, 3],
  ])("are not %j", async (workingDays) => {
    expect((await set(workingDays)).status).toBe(400);
    expect(await read()).toBeNull();
  });

  test.each([
    ["{0}", "{}"],
    ["{8}", "{}"],
    ["{NULL}", "{}"],
    ["{}", "{2026-04-03}"],
    ["{1}", "{NULL}"],
    [null, "{}"],
    ["{1}", null],
  ])("are not %s without %s for SQL either", async (weekdays, holidays) => {
    await expect(
      getPool().query("UPDATE board SET working_weekdays = $2, holidays = $3 WHERE id = $1", [
        board.id,
        weekdays,
        holidays,
      ]),
    ).rejects.toThrow("board_working_days_whole");
  });
});

const log = [
  "case_id,activity,timestamp",
  // Thursday and Tuesday over Easter.
  "A,new,2026-04-01T08:00:00Z",
  "A,work,2026-04-02T09:00:00Z",
  "A,closed,2026-04-07T10:00:00Z",
  // A weekend.
  "B,work,2026-04-04T09:00:00Z",
  "B,closed,2026-04-05T10:00:00Z",
  // Since the Tuesday before Easter.
  "C,work,2026-03-31T09:00:00Z",
].join("\n");

const mapping = {
  columns: [
    { name: "New", kind: "backlog", activities: ["new"] },
    { name: "Work", kind: "active", activities: ["work"] },
    { name: "Closed", kind: "done", activities: ["closed"] },
  ],
};

describe("the reports of a board that counts working days", () => {
  let board: TestBoard;
  let boardId: string;
  const query = { from: "2026-03-30", to: "2026-04-10", asOf: "2026-04-10" };
  const metric = async (name: string) => {
    const answer = await callRoute(metricDoor(name), board.lead, {
      params: { id: boardId },
      query,
    });
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const days = async (name: string) =>
    Object.fromEntries(
      durationAnswer.parse(await metric(name)).items.map(({ title, days }) => [title, days]),
    );
  const set = (workingDays: WorkingDays | null) =>
    must("patch /boards/{id}", board.lead, boardId, { workingDays });

  beforeAll(async () => {
    board = await buildBoard();
    const form = new FormData();
    form.append("file", new Blob([log]), "log.csv");
    form.append("options", JSON.stringify({ teamId: board.teamId, boardName: "Easter", mapping }));
    const response = await answerApi(
      new Request("http://sluice.test/api/v1/imports?format=event-log", {
        method: "POST",
        headers: { Authorization: `Bearer ${board.lead.token}` },
        body: form,
      }),
    );
    boardId = (await response.json()).boardId;
    await must("patch /boards/{id}", board.lead, boardId, {
      timeZone: "Europe/Paris",
      serviceLevel: { percentile: 85, days: 5 },
    });
  });

  test("say how days are counted in every frame", async () => {
    for (const workingDays of [easter, null]) {
      await set(workingDays);
      for (const name of metricNames) expect((await metric(name)).workingDays).toEqual(workingDays);
    }
  });

  test("give durations, ages and what is kept of the service level in those days", async () => {
    await set(null);
    expect([await days("cycle-time"), await days("lead-time")]).toEqual([
      { A: 6, B: 2 },
      { A: 7, B: 2 },
    ]);
    expect(workItemAgeMetric.answer.parse(await metric("work-item-age"))).toMatchObject({
      items: [{ title: "C", ageDays: 11, risk: "late" }],
    });
    expect(serviceLevelMetric.answer.parse(await metric("service-level"))).toMatchObject({ n: 2, met: 1 });

    await set(easter);
    expect([await days("cycle-time"), await days("lead-time")]).toEqual([
      { A: 2, B: 1 },
      { A: 3, B: 1 },
    ]);
    const ages = workItemAgeMetric.answer.parse(await metric("work-item-age"));
    // 31 March to 2 April, and 7 to 10 April.
    expect(ages.items).toMatchObject([{ title: "C", ageDays: 7, risk: "late" }]);
    expect(ages.pace[0]).toMatchObject({ n: 2, percentiles: { "95": null } });
    expect(ages.tooFew).toMatchObject({ of: "cards", found: 2, needed: 10 });
    expect(serviceLevelMetric.answer.parse(await metric("service-level"))).toMatchObject({ n: 2, met: 2 });
    await must("patch /boards/{id}", board.lead, boardId, { serviceLevel: { percentile: 85, days: 7 } });
    expect(serviceLevelMetric.answer.parse(await metric("service-level")).late).toEqual([]);
  });

  test("leave throughput and elapsed times as they are", async () => {
    const read = async () => {
      const { total, days } = await metric("throughput");
      const { meanElapsedMs } = await metric("cycle-time");
      const { days: wip } = await metric("wip");
      const { averageWip, meanCycleDays } = await metric("littles-law");
      return { total, days, meanElapsedMs, wip, averageWip, meanCycleDays };
    };
    await set(null);
    const before = await read();
    await set(easter);
    expect(await read()).toEqual(before);
  });

  test("count alike on the reports page and on the page of all boards", async () => {
    await set(easter);
    const { overview, frame } = await readReports(board.lead.userId, boardId, metricQuery.parse(query));
    expect(overview.figures).toMatchObject({ medianDays: { now: 1 }, p85Days: { now: 2 } });
    expect(frame.workingDays).toEqual(easter);

    const begun = async () => {
      const { teams } = await readStandings(board.lead.userId);
      return teams.flatMap(({ boards }) => boards).find(({ id }) => id === boardId);
    };
    const flow = await begun();
    expect(flow?.workingDays).toEqual(easter);
    const ageOfC = flow?.foremost.late[0]?.ageDays ?? 0;
    await set(null);
    expect(ageOfC).toBeLessThan((await begun())?.foremost.late[0]?.ageDays ?? 0);
  });
});
