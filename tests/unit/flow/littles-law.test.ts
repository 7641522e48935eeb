import { describe, expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { buildTimelines } from "@/lib/flow/log/timeline";
import { checkLittlesLaw } from "@/lib/flow/metrics/littles-law";
import { at, history, logOf, timelinesOf, utc, workflow } from "../../support/history";

const days = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });

/** A card started each noon and finished at the noon two days later, from 1 to 20 March. */
const steady = Array.from({ length: 20 }, (_, index) => {
  const noon = (day: number) => at(`2026-03-${String(day).padStart(2, "0")} 12:00`);
  return history(`S${index}`)
    .enters("doing", noon(index + 1))
    .enters("done", noon(index + 3));
});

test("a steady board: the ratio is 1 and every condition holds", () => {
  const law = checkLittlesLaw(utc, timelinesOf(...steady), days("2026-03-05", "2026-03-14"));
  expect(law).toMatchObject({
    averageWip: 2,
    throughputPerDay: 1,
    meanCycleDays: 2,
    ratio: 1,
    isStable: true,
  });
  expect(law.conditions.every(({ holds }) => holds)).toBe(true);
});

test("cards left behind make WIP and age grow, and say so", () => {
  const left = [6, 7, 8].map((day) => history(`L${day}`).enters("doing", `2026-03-0${day} 12:00`));
  const law = checkLittlesLaw(utc, timelinesOf(...steady, ...left), days("2026-03-05", "2026-03-14"));
  expect(law.isStable).toBe(false);
  expect(law.conditions).toMatchObject([
    { name: "arrivals equal departures", begin: 13, end: 10, holds: false },
    { name: "WIP is the same at both ends", begin: 2, end: 5, holds: false },
    { name: "total age is the same at both ends", holds: false },
  ]);
});

test("a range that is not over ends now: time to come holds no work", () => {
  const now = at("2026-03-10 00:00");
  const cards = buildTimelines(workflow, logOf(...steady), now);
  expect(checkLittlesLaw(utc, cards, days("2026-03-05", "2026-03-31"), now)).toEqual(
    checkLittlesLaw(utc, cards, days("2026-03-05", "2026-03-09"), now),
  );
});

test("nothing finished, or no time at all: no ratio, and not stable", () => {
  const open = timelinesOf(history("A").enters("doing", "2026-03-02 12:00"));
  const range = days("2026-03-05", "2026-03-06");
  expect(checkLittlesLaw(utc, open, range)).toMatchObject({ averageWip: 1, ratio: null, isStable: false });
  expect(checkLittlesLaw(utc, [], range, at("2026-03-01 00:00"))).toMatchObject({
    averageWip: 0,
    throughputPerDay: 0,
    ratio: null,
  });
});

describe("a condition", () => {
  const range = days("2026-03-05", "2026-03-06");
  const conditionsOf = (...cards: ReturnType<typeof history>[]) =>
    checkLittlesLaw(utc, timelinesOf(...cards), range).conditions;
  const cards = (n: number, name: string, tell: (card: ReturnType<typeof history>) => unknown) =>
    Array.from({ length: n }, (_, index) => {
      const card = history(`${name} ${index}`);
      tell(card);
      return card;
    });
  const startedIn = (n: number) => cards(n, "started", (card) => card.enters("doing", "2026-03-05 12:00"));
  const finishedIn = (n: number) =>
    cards(n, "finished", (card) =>
      card.enters("doing", "2026-03-01 12:00").enters("done", "2026-03-05 12:00"),
    );

  test.each([
    [5, 4, true],
    [4, 5, true],
    [4, 3, false],
    [3, 4, false],
    [0, 0, true],
    [0, 1, false],
    [1, 0, false],
  ])("%i started and %i finished: about as many is %s", (started, finished, holds) => {
    const [arrivals] = conditionsOf(...startedIn(started), ...finishedIn(finished));
    expect(arrivals).toMatchObject({ begin: started, end: finished, holds });
  });

  test("is of the cards that were in progress right before each end, with their ages", () => {
    const conditions = conditionsOf(
      history("starts as it begins").enters("doing", "2026-03-05 00:00"),
      history("finishes as it begins").enters("doing", "2026-03-04 00:00").enters("done", "2026-03-05 00:00"),
      history("starts as it ends").enters("doing", "2026-03-07 00:00"),
    );
    const day = 86_400_000;
    expect(conditions.slice(1)).toMatchObject([
      { name: "WIP is the same at both ends", begin: 1, end: 1, holds: true },
      { name: "total age is the same at both ends", begin: day, end: 2 * day, holds: false },
    ]);
  });
});
