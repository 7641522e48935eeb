import { expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { buildCumulativeFlow, countColumnsAt, cumulateFlow } from "@/lib/flow/metrics/cumulative-flow";
import { at, history, timelinesOf, utc, workflow } from "../../support/history";

const days = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });

test("cumulative flow: bands at the end of the day, arrivals by the furthest column reached", () => {
  const cards = timelinesOf(
    // Skips Ready, goes back once, and is finished on the third day.
    history("A")
      .enters("ideas", "2026-03-01 09:00")
      .enters("doing", "2026-03-01 10:00")
      .enters("ready", "2026-03-02 09:00")
      .enters("done", "2026-03-03 09:00"),
    history("B").enters("ideas", "2026-03-02 09:00").leaves("2026-03-03 00:00"),
  );
  const flow = buildCumulativeFlow(utc, workflow, cards, days("2026-03-01", "2026-03-04"));
  expect(
    flow.map(({ counts }) => [counts.ideas, counts.ready, counts.doing, counts.review, counts.done]),
  ).toEqual([
    [0, 0, 1, 0, 0],
    [1, 1, 0, 0, 0],
    [0, 0, 0, 0, 1],
    [0, 0, 0, 0, 1],
  ]);
  expect(
    flow.map(({ arrivals }) => [
      arrivals.ideas,
      arrivals.ready,
      arrivals.doing,
      arrivals.review,
      arrivals.done,
    ]),
  ).toEqual([
    [1, 1, 1, 0, 0],
    [2, 1, 1, 0, 0],
    [2, 1, 1, 1, 1],
    [2, 1, 1, 1, 1],
  ]);
  expect(flow.map(({ departures }) => departures)).toEqual([0, 0, 1, 1]);
  expect(countColumnsAt(workflow, cards, at("2026-03-02 09:00"))).toMatchObject({
    ideas: 1,
    ready: 1,
    doing: 0,
  });
});

test("days that are added up give the bands that the cards give, those before the range included", () => {
  const tallied = [
    { columnId: "ideas", day: parseDay("2026-02-20"), entered: 3, exited: 1, arrived: 3, departed: 0 },
    { columnId: "ready", day: parseDay("2026-03-02"), entered: 1, exited: 0, arrived: 1, departed: 0 },
    { columnId: "done", day: parseDay("2026-03-03"), entered: 2, exited: 0, arrived: 2, departed: 2 },
    {
      columnId: "no column of this board",
      day: parseDay("2026-03-03"),
      entered: 9,
      exited: 0,
      arrived: 9,
      departed: 0,
    },
    { columnId: "ready", day: parseDay("2026-03-09"), entered: 5, exited: 0, arrived: 5, departed: 5 },
  ];
  const flow = cumulateFlow(utc, workflow, tallied, days("2026-03-01", "2026-03-03"));
  expect(
    flow.map(({ date, counts, departures }) => [date, counts.ideas, counts.ready, counts.done, departures]),
  ).toEqual([
    ["2026-03-01", 2, 0, 0, 0],
    ["2026-03-02", 2, 1, 0, 0],
    ["2026-03-03", 2, 1, 2, 2],
  ]);
  expect(flow.map(({ arrivals }) => [arrivals.ideas, arrivals.ready, arrivals.done])).toEqual([
    [3, 0, 0],
    [3, 1, 0],
    [3, 1, 2],
  ]);
});
