import { expect, test } from "vitest";
import {
  isEnoughHistory,
  medianCycleDays,
  shareOfCycleTime,
  suggestByFlow,
  suggestByTime,
} from "@/lib/flow/limits/limit-suggestion";
import { history, timelinesOf } from "../../support/history";

test("the suggestion by time is the smallest number of cards that covered 85 % of it", () => {
  expect(
    suggestByTime(
      new Map([
        [3, 5],
        [1, 30],
        [2, 55],
        [4, 10],
      ]),
    ),
  ).toEqual({ max: 2, shareOfTime: 0.85 });
  expect(
    suggestByTime(
      new Map([
        [0, 90],
        [1, 10],
      ]),
    ),
  ).toEqual({ max: 1, shareOfTime: 1 });
});

test("no suggestion by time where no card was there for any time", () => {
  expect(suggestByTime(new Map())).toBeNull();
  expect(suggestByTime(new Map([[0, 100]]))).toBeNull();
  expect(
    suggestByTime(
      new Map([
        [0, 100],
        [1, 0],
      ]),
    ),
  ).toBeNull();
});

const week = [1, 2, 3, 4, 5].map((day) =>
  history(`card ${day}`)
    .enters("ready", `2026-03-0${day} 00:00`)
    .enters("doing", `2026-03-0${day} 12:00`)
    .enters("review", `2026-03-0${day + 1} 00:00`)
    .enters("done", `2026-03-0${day + 1} 12:00`),
);
const finished = timelinesOf(...week);
const cardIds = new Set(finished.map(({ cardId }) => cardId));

test("Little's law: cards a day, times the share of the cycle time spent there, times the target", () => {
  // Each card: 36 hours from Ready to Done, 12 of them in Review.
  const source = { days: 10, finished, targetDays: 12 };
  const isReview = (columnId: string) => columnId === "review";
  expect(shareOfCycleTime(finished, isReview)).toBeCloseTo(1 / 3);
  expect(medianCycleDays(finished)).toBe(1.5);
  const suggestion = suggestByFlow({ exits: 5, counts: 1, cardIds }, isReview, source);
  expect(suggestion).toMatchObject({ max: 2, cardsPerDay: 0.5, targetDays: 12 });
  expect(suggestion?.share).toBeCloseTo(1 / 3);
});

test("for each person, the cards a day are those of one person", () => {
  const tally = { exits: 10, counts: 2, cardIds };
  const source = { days: 10, finished, targetDays: 12 };
  expect(suggestByFlow(tally, () => true, source)).toMatchObject({ cardsPerDay: 0.5, max: 6 });
});

test("the share of a column is the time from entry to exit, between start and finish of the card", () => {
  // Half a day in each of Ready, Doing and Review; what comes before the start or after the finish is no cycle time.
  const shareOf = (columnId: string) => shareOfCycleTime(finished, (id) => id === columnId);
  expect(shareOf("doing")).toBeCloseTo(1 / 3);
  const moved = timelinesOf(
    history("moved on")
      .enters("ideas", "2026-03-01 00:00")
      .enters("doing", "2026-03-02 00:00")
      .enters("done", "2026-03-03 00:00")
      .departs("2026-03-05 00:00"),
  );
  for (const columnId of ["ideas", "done"]) expect(shareOfCycleTime(moved, (id) => id === columnId)).toBe(0);
});

test("a card whose start or finish is not known has no part in shares and medians", () => {
  const unknown = timelinesOf(
    history("found").isFoundIn("review", "2026-02-01 00:00").enters("done", "2026-03-01 00:00"),
    history("open").enters("review", "2026-03-01 00:00"),
  );
  const isReview = (columnId: string) => columnId === "review";
  expect(shareOfCycleTime([...finished, ...unknown], isReview)).toBeCloseTo(1 / 3);
  expect(shareOfCycleTime(unknown, isReview)).toBeNull();
  expect(medianCycleDays(unknown)).toBeNull();
  expect(medianCycleDays([...unknown, ...finished.slice(0, 1)])).toBe(1.5);
});

test("a suggestion is never under 1, and none is made of nothing", () => {
  const source = { days: 10, finished, targetDays: 0.1 };
  const tally = { exits: 1, counts: 1, cardIds };
  expect(suggestByFlow(tally, (id) => id === "review", source)?.max).toBe(1);
  expect(suggestByFlow({ ...tally, exits: 0 }, () => true, source)).toBeNull();
  expect(suggestByFlow(tally, () => true, { ...source, targetDays: null })).toBeNull();
  expect(suggestByFlow({ ...tally, cardIds: new Set() }, () => true, source)).toBeNull();
  expect(suggestByFlow(tally, () => true, { ...source, days: 0 })).toBeNull();
});

test("under a week or under ten finished cards there is too little to go by", () => {
  const ten = [...finished, ...finished];
  expect(isEnoughHistory({ days: 7, finished: ten, targetDays: null })).toBe(true);
  expect(isEnoughHistory({ days: 6.9, finished: ten, targetDays: null })).toBe(false);
  expect(isEnoughHistory({ days: 7, finished: ten.slice(1), targetDays: null })).toBe(false);
});
