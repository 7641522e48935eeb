import { describe, expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { buildCumulativeFlow } from "@/lib/flow/metrics/cumulative-flow";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { buildWip } from "@/lib/flow/metrics/wip";
import { measureWorkItemAge } from "@/lib/flow/metrics/work-item-age";
import { at, history, measureCycleTime, timelinesOf, utc, workflow } from "../../support/history";

/** Five days; each story is told over them. */
const range = { from: parseDay("2026-03-01"), to: parseDay("2026-03-05") };

const card = () => history("A");

const figuresOf = (story: ReturnType<typeof history>) => {
  const cards = timelinesOf(story);
  const flow = buildCumulativeFlow(utc, workflow, cards, range);
  return {
    finishes: countThroughput(utc, cards, range).days.map(({ count }) => count),
    wip: buildWip(utc, workflow, cards, range).map(({ wip }) => wip),
    /** In which column the card is at the end of each day. */
    column: flow.map(({ counts }) => Object.keys(counts).find((id) => counts[id] === 1) ?? null),
    reachedDoing: flow.map(({ arrivals }) => arrivals.doing),
    departed: flow.map(({ departures }) => departures),
    cycleDays: measureCycleTime(utc, cards, range, []).items.map(({ days }) => days),
    ageDays: measureWorkItemAge(utc, cards, at("2026-03-05 23:00")).map(({ ageDays }) => ageDays),
  };
};

describe("one card over five days", () => {
  test("finished", () => {
    const story = card().enters("doing", "2026-03-01 09:00").enters("done", "2026-03-03 09:00");
    expect(figuresOf(story)).toEqual({
      finishes: [0, 0, 1, 0, 0],
      wip: [1, 1, 0, 0, 0],
      column: ["doing", "doing", "done", "done", "done"],
      reachedDoing: [1, 1, 1, 1, 1],
      departed: [0, 0, 1, 1, 1],
      cycleDays: [3],
      ageDays: [],
    });
  });

  test("reopened, and not finished again: in progress all the time, in done while it was", () => {
    const story = card()
      .enters("doing", "2026-03-01 09:00")
      .enters("done", "2026-03-02 09:00")
      .enters("review", "2026-03-04 09:00");
    expect(figuresOf(story)).toEqual({
      finishes: [0, 0, 0, 0, 0],
      wip: [1, 1, 1, 1, 1],
      column: ["doing", "done", "done", "review", "review"],
      reachedDoing: [1, 1, 1, 1, 1],
      departed: [0, 1, 1, 1, 1],
      cycleDays: [],
      ageDays: [5],
    });
  });

  test("reopened and finished again: once, at the last finish, from the first start", () => {
    const story = card()
      .enters("doing", "2026-03-01 09:00")
      .enters("done", "2026-03-02 09:00")
      .enters("review", "2026-03-03 09:00")
      .enters("done", "2026-03-04 09:00");
    expect(figuresOf(story)).toMatchObject({
      finishes: [0, 0, 0, 1, 0],
      wip: [1, 1, 1, 0, 0],
      departed: [0, 1, 1, 1, 1],
      cycleDays: [4],
    });
  });

  test("over skipped columns: they count as reached at the jump", () => {
    const story = card().enters("ready", "2026-03-01 09:00").enters("done", "2026-03-03 09:00");
    expect(figuresOf(story)).toMatchObject({
      column: ["ready", "ready", "done", "done", "done"],
      reachedDoing: [0, 0, 1, 1, 1],
      departed: [0, 0, 1, 1, 1],
      cycleDays: [3],
    });
  });

  test("sent back before the commitment point: still started", () => {
    const story = card().enters("doing", "2026-03-01 09:00").enters("ideas", "2026-03-03 09:00");
    expect(figuresOf(story)).toMatchObject({
      wip: [1, 1, 1, 1, 1],
      column: ["doing", "doing", "ideas", "ideas", "ideas"],
      reachedDoing: [1, 1, 1, 1, 1],
      ageDays: [5],
    });
  });

  test("deleted, or archived outside done: it ceases to be, and what was stays", () => {
    const story = card().enters("doing", "2026-03-01 09:00").leaves("2026-03-03 09:00");
    expect(figuresOf(story)).toEqual({
      finishes: [0, 0, 0, 0, 0],
      wip: [1, 1, 0, 0, 0],
      column: ["doing", "doing", null, null, null],
      reachedDoing: [1, 1, 1, 1, 1],
      departed: [0, 0, 0, 0, 0],
      cycleDays: [],
      ageDays: [],
    });
  });

  test("deleted after its finish: no throughput any more, and the band of done keeps its past", () => {
    const story = card()
      .enters("doing", "2026-03-01 09:00")
      .enters("done", "2026-03-02 09:00")
      .leaves("2026-03-04 09:00");
    expect(figuresOf(story)).toMatchObject({
      finishes: [0, 0, 0, 0, 0],
      column: ["doing", "done", "done", null, null],
      departed: [0, 1, 1, 1, 1],
      cycleDays: [],
    });
  });

  test("restored: back in its column with its first start, and not in progress while it was away", () => {
    const story = card()
      .enters("doing", "2026-03-01 09:00")
      .leaves("2026-03-02 09:00")
      .enters("doing", "2026-03-04 09:00");
    expect(figuresOf(story)).toMatchObject({
      wip: [1, 0, 0, 1, 1],
      column: ["doing", null, null, "doing", "doing"],
      ageDays: [5],
    });
  });

  test("at midnight sharp: on the day that begins", () => {
    const story = card().enters("doing", "2026-03-02 00:00").enters("done", "2026-03-04 00:00");
    expect(figuresOf(story)).toMatchObject({
      finishes: [0, 0, 0, 1, 0],
      wip: [0, 1, 1, 0, 0],
      cycleDays: [3],
    });
  });

  test("in one instant through the board: one day, and no WIP", () => {
    const noon = "2026-03-02 12:00";
    const story = card().enters("ready", noon).enters("doing", noon).enters("done", noon);
    expect(figuresOf(story)).toMatchObject({
      finishes: [0, 1, 0, 0, 0],
      wip: [0, 0, 0, 0, 0],
      column: [null, "done", "done", "done", "done"],
      cycleDays: [1],
    });
  });
});
