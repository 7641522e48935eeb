import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Calendar, createCalendar, parseDay } from "@/lib/flow/calendar/calendar";
import {
  backTestForecast,
  type Forecast,
  type ForecastQuestion,
  forecast,
  sampleThroughput,
  tooFewToForecast,
} from "@/lib/flow/metrics/forecast";
import { at, history, timelinesOf, utc } from "../../support/history";

const percents = [50, 70, 85, 95];

/** The exact chance of every sum of `days` days of the sample: `chances[n]` for n cards. */
function convolve(sample: readonly number[], days: number): number[] {
  let chances = [1];
  for (let day = 0; day < days; day++) {
    const next: number[] = [];
    chances.forEach((chance, sum) => {
      for (const value of sample) next[sum + value] = (next[sum + value] ?? 0) + chance / sample.length;
    });
    chances = Array.from(next, (chance) => chance ?? 0);
  }
  return chances;
}

const chanceOfAtLeast = (chances: readonly number[], n: number) =>
  chances.slice(n).reduce((sum, chance) => sum + chance, 0);

/** The exact chance of at least `items` cards within each number of days, from day 1 on, until it is all but sure. */
function chancesByDay(sample: readonly number[], items: number): number[] {
  const byDay: number[] = [];
  let short: number[] = Array.from({ length: items }, (_, sum) => (sum === 0 ? 1 : 0));
  for (let left = 1; left > 1e-6; left = short.reduce((sum, chance) => sum + chance, 0)) {
    const next = short.map(() => 0);
    short.forEach((chance, sum) => {
      for (const value of sample) {
        if (sum + value < items) next[sum + value] = (next[sum + value] ?? 0) + chance / sample.length;
      }
    });
    short = next;
    byDay.push(1 - short.reduce((sum, chance) => sum + chance, 0));
  }
  return byDay;
}

/** Days from Thursday 1 January 1970 on. */
const from0 = (counts: readonly number[]) => ({ first: 0, counts });

const made = (sample: readonly number[], question: ForecastQuestion, seed = 7): Forecast => {
  const forecasted = forecast(from0(sample), question, percents, { seed });
  if (!forecasted) throw new Error("not enough data");
  return forecasted;
};

const share = ({ distribution, trials }: Forecast, isMeant: (value: number) => boolean) =>
  distribution.reduce((sum, { value, count }) => sum + (isMeant(value) ? count : 0), 0) / trials;

/** Daily throughput with at least five days on which something was finished. */
const samples = fc
  .tuple(
    fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 5, maxLength: 12 }),
    fc.array(fc.constant(0), { maxLength: 15 }),
  )
  .map(([some, none]) => [...some, ...none]);

/** Chance against chance: the same samples every time, so that a rare draw does not fail a build. */
const few = { numRuns: 25, seed: 2026 };

describe("against the exact chances", () => {
  test("when: within one day of the exact answers, within two points of every chance", () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 25 }), (sample, items) => {
        const answer = made(sample, { mode: "when", items });
        const exact = chancesByDay(sample, items);
        for (const percent of percents) {
          const day = exact.findIndex((chance) => chance >= percent / 100) + 1;
          expect(Math.abs((answer.percentiles[percent] ?? 0) - day)).toBeLessThanOrEqual(1);
        }
        exact.forEach((chance, index) => {
          expect(Math.abs(share(answer, (day) => day <= index + 1) - chance)).toBeLessThan(0.02);
        });
      }),
      few,
    );
  });

  test("how many: within one card of the exact answers, within two points of every chance", () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 20 }), (sample, days) => {
        const answer = made(sample, { mode: "how-many", days });
        const exact = convolve(sample, days);
        for (const percent of percents) {
          // Two points aside, the exact answer may be further away where some sums cannot be.
          const most = exact.findLastIndex((_, n) => chanceOfAtLeast(exact, n) >= percent / 100 - 0.02);
          const least = exact.findLastIndex(
            (_, n) => chanceOfAtLeast(exact, n) >= Math.min(1 - 1e-9, percent / 100 + 0.02),
          );
          expect(answer.percentiles[percent]).toBeGreaterThanOrEqual(least);
          expect(answer.percentiles[percent]).toBeLessThanOrEqual(most);
        }
        exact.forEach((_, n) => {
          expect(Math.abs(share(answer, (value) => value >= n) - chanceOfAtLeast(exact, n))).toBeLessThan(
            0.02,
          );
        });
      }),
      few,
    );
  });

  test("a usual board: each answer within one of the exact one", () => {
    const sample = [0, 0, 2, 1, 0, 3, 1, 0, 0, 1, 2, 0, 1, 0, 0, 4, 1, 1, 0, 0, 2, 1, 0, 1, 3, 0, 0, 0];
    const when = chancesByDay(sample, 20);
    const howMany = convolve(sample, 14);
    const early = made(sample, { mode: "when", items: 20 });
    const many = made(sample, { mode: "how-many", days: 14 });
    for (const percent of percents) {
      const day = when.findIndex((chance) => chance >= percent / 100) + 1;
      const most = howMany.findLastIndex((_, n) => chanceOfAtLeast(howMany, n) >= percent / 100);
      expect(Math.abs((early.percentiles[percent] ?? 0) - day)).toBeLessThanOrEqual(1);
      expect(Math.abs((many.percentiles[percent] ?? 0) - most)).toBeLessThanOrEqual(1);
    }
  });
});

describe("answers are true of their own trials", () => {
  test("when: the smallest day by which that share is done", () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 40 }), fc.integer(), (sample, items, seed) => {
        const answer = made(sample, { mode: "when", items }, seed);
        for (const percent of percents) {
          const day = answer.percentiles[percent] ?? 0;
          expect(share(answer, (value) => value <= day)).toBeGreaterThanOrEqual(percent / 100);
          expect(share(answer, (value) => value < day)).toBeLessThan(percent / 100);
        }
      }),
      few,
    );
  });

  test("how many: the most that at least that share finished", () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 30 }), fc.integer(), (sample, days, seed) => {
        const answer = made(sample, { mode: "how-many", days }, seed);
        for (const percent of percents) {
          const most = answer.percentiles[percent] ?? 0;
          expect(share(answer, (value) => value >= most)).toBeGreaterThanOrEqual(percent / 100);
          expect(share(answer, (value) => value > most)).toBeLessThan(percent / 100);
        }
      }),
      few,
    );
  });
});

test("the first simulated day is day 1, and even days have only one answer", () => {
  const steady = [2, 2, 2, 2, 2];
  expect(made(steady, { mode: "when", items: 2 }).percentiles).toEqual({ 50: 1, 70: 1, 85: 1, 95: 1 });
  expect(made(steady, { mode: "when", items: 7 })).toMatchObject({
    percentiles: { 50: 4, 95: 4 },
    distribution: [{ value: 4, count: 10_000 }],
    sampleDays: 5,
    trials: 10_000,
  });
  expect(made(steady, { mode: "how-many", days: 3 }).percentiles).toEqual({ 50: 6, 70: 6, 85: 6, 95: 6 });
});

test("the same seed gives the same answer, another seed other trials", () => {
  const sample = [0, 3, 1, 0, 2, 5, 1, 0];
  const question: ForecastQuestion = { mode: "how-many", days: 10 };
  expect(made(sample, question, 11)).toEqual(made(sample, question, 11));
  expect(made(sample, question, 12).distribution).not.toEqual(made(sample, question, 11).distribution);
});

test("fewer than ten cards, or five days with throughput, are not enough", () => {
  const question: ForecastQuestion = { mode: "when", items: 1 };
  const reason = "not enough finished yet";
  for (const [sample, of, found, needed] of [
    [[], "cards", 0, 10],
    [[0, 0, 0, 0, 0, 0, 0], "cards", 0, 10],
    [[2, 2, 2, 2, 1], "cards", 9, 10],
    [[9, 0, 9, 0, 9, 0, 9], "days", 4, 5],
  ] as const) {
    expect(tooFewToForecast(sample)).toEqual({ reason, of, found, needed });
    expect(forecast(from0(sample), question, percents, { seed: 1 })).toBeNull();
  }
  expect(tooFewToForecast([2, 2, 2, 2, 2])).toBeNull();
});

test("what takes more than ten years is later than that, and counted", () => {
  const sample = [2, 2, 2, 2, 2, ...Array.from({ length: 995 }, () => 0)];
  const answer = forecast(from0(sample), { mode: "when", items: 1000 }, [50], { seed: 1, trials: 100 });
  expect(answer).toMatchObject({
    percentiles: { 50: null },
    tolerance: { 50: null },
    distribution: [],
    laterTrials: 100,
  });
  // 0.01 cards a day, 37 of them in ten years: some trials do it, some do not.
  const some = made(sample, { mode: "when", items: 36 });
  expect(some.laterTrials).toBeGreaterThan(0);
  expect(some.distribution.reduce((sum, { count }) => sum + count, 0) + some.laterTrials).toBe(10_000);
});

test("over a year away: other seeds stay within the tolerance of the exact answers", () => {
  const sample = [5, 0, 0, 0, 3, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0];
  const exact = chancesByDay(sample, 250);
  for (const seed of [1, 2, 3, 4, 5]) {
    const answer = made(sample, { mode: "when", items: 250 }, seed);
    for (const percent of percents) {
      const day = exact.findIndex((chance) => chance >= percent / 100) + 1;
      const tolerance = answer.tolerance[percent] ?? 0;
      expect(day).toBeGreaterThan(365);
      expect(tolerance).toBeLessThan(day * 0.02);
      expect(Math.abs((answer.percentiles[percent] ?? 0) - day)).toBeLessThanOrEqual(tolerance);
    }
  }
});

describe("days are drawn from days of their kind", () => {
  const days = (calendar: Calendar, firstDay: number) => ({ seed: 7, days: { calendar, firstDay } });

  /** The exact chances of sums where day `n` is drawn from `samples[n]`. */
  function convolveEach(samples: readonly (readonly number[])[]): number[] {
    let chances = [1];
    for (const sample of samples) {
      const next: number[] = [];
      chances.forEach((chance, sum) => {
        for (const value of sample) next[sum + value] = (next[sum + value] ?? 0) + chance / sample.length;
      });
      chances = Array.from(next, (chance) => chance ?? 0);
    }
    return chances;
  }

  const weeks = fc
    .array(fc.integer({ min: 0, max: 4 }), { minLength: 28, maxLength: 70 })
    .map((counts) => [...counts.map((count, index) => (index % 7 < 2 ? 0 : count)), ...[2, 2, 2, 2, 2]]);

  test("each weekday from the same weekday: within one card and two points of the exact chances", () => {
    fc.assert(
      fc.property(
        weeks,
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 14 }),
        (counts, gap, length) => {
          const firstDay = counts.length + gap;
          const answer = forecast(
            from0(counts),
            { mode: "how-many", days: length },
            percents,
            days(utc, firstDay),
          );
          expect(answer?.basis).toBe("weekday");
          const exact = convolveEach(
            Array.from({ length }, (_, place) =>
              counts.filter((_count, day) => day % 7 === (firstDay + place) % 7),
            ),
          );
          for (const percent of percents) {
            const most = exact.findLastIndex((_, n) => chanceOfAtLeast(exact, n) >= percent / 100 - 0.02);
            const least = exact.findLastIndex(
              (_, n) => chanceOfAtLeast(exact, n) >= Math.min(1 - 1e-9, percent / 100 + 0.02),
            );
            expect(answer?.percentiles[percent]).toBeGreaterThanOrEqual(least);
            expect(answer?.percentiles[percent]).toBeLessThanOrEqual(most);
          }
          exact.forEach((_, n) => {
            const drawn = answer ? share(answer, (value) => value >= n) : 0;
            expect(Math.abs(drawn - chanceOfAtLeast(exact, n))).toBeLessThan(0.02);
          });
        },
      ),
      few,
    );
  });

  test("work of weekdays is not promised for the weekend", () => {
    // 1970-01-01 was a Thursday: days 2 and 3 of each week are a Saturday and a Sunday. Day 30 is a Saturday.
    const counts = Array.from({ length: 30 }, (_, day) => (day % 7 === 2 || day % 7 === 3 ? 0 : 1));
    const one = (calendar: Calendar) =>
      forecast(from0(counts), { mode: "when", items: 1 }, [50], days(calendar, 30));
    expect(one(utc)).toMatchObject({ basis: "weekday", percentiles: { 50: 3 } });
    const working = createCalendar("UTC", { weekdays: [1, 2, 3, 4, 5], holidays: ["1970-02-02"] });
    // Monday 2 February is a holiday, and like other days off brings nothing.
    expect(one(working)).toMatchObject({ basis: "working-day", percentiles: { 50: 4 } });
  });

  test("under four weeks it does not know the weekday, and says so", () => {
    const counts = Array.from({ length: 27 }, (_, day) => (day % 7 < 5 ? 1 : 0));
    const made27 = forecast(from0(counts), { mode: "how-many", days: 7 }, [50], days(utc, 27));
    expect(made27?.basis).toBe("any-day");
    const made28 = forecast(from0([...counts, 0]), { mode: "how-many", days: 7 }, [50], days(utc, 28));
    expect(made28).toMatchObject({ basis: "weekday", percentiles: { 50: 5 } });
    const working = createCalendar("UTC", { weekdays: [1, 2, 3, 4, 5], holidays: [] });
    expect(
      forecast({ first: 4, counts: [2, 2, 2, 2, 2] }, { mode: "how-many", days: 7 }, [50], days(working, 9))
        ?.basis,
    ).toBe("any-day");
  });
});

describe("the sample", () => {
  const cards = timelinesOf(
    history("A").enters("ready", "2026-03-02 09:00").enters("done", "2026-03-03 09:00"),
    history("B").enters("ready", "2026-03-02 09:00").enters("done", "2026-03-05 09:00"),
  );
  const march = { from: parseDay("2026-03-01"), to: parseDay("2026-03-31") };

  test("has whole days since the first transition; today is not over", () => {
    expect(sampleThroughput(utc, cards, march, at("2026-03-05 12:00"))).toEqual({
      first: march.from + 1,
      counts: [0, 1, 0],
    });
    expect(sampleThroughput(utc, cards, march, at("2026-03-07 00:00"))).toEqual({
      first: march.from + 1,
      counts: [0, 1, 0, 1, 0],
    });
  });

  test("of nothing is empty", () => {
    expect(sampleThroughput(utc, [], march, at("2026-03-05 12:00")).counts).toEqual([]);
    expect(sampleThroughput(utc, cards, march, at("2026-03-01 12:00")).counts).toEqual([]);
  });
});

describe("the record of past forecasts", () => {
  test("a team that never changes keeps every forecast", () => {
    const steady = Array.from({ length: 60 }, () => 2);
    expect(backTestForecast(from0(steady), 30, { mode: "when", items: 10 }, [50, 95], 1)).toEqual({
      tries: 51,
      hitRate: { 50: 1, 95: 1 },
    });
    expect(backTestForecast(from0(steady), 30, { mode: "how-many", days: 10 }, [50, 95], 1).hitRate).toEqual({
      50: 1,
      95: 1,
    });
  });

  test("a team that has come to a stop keeps none", () => {
    const stopped = [...Array.from({ length: 10 }, () => 2), ...Array.from({ length: 30 }, () => 0)];
    const { tries, hitRate } = backTestForecast(from0(stopped), 5, { mode: "how-many", days: 10 }, [50], 1);
    expect(tries).toBeGreaterThan(0);
    expect(hitRate[50]).toBe(0);
  });

  test("for days that are like each other, the hit rate is near the percentile", () => {
    const random = fc.sample(fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 5), { numRuns: 2_000, seed: 4 });
    for (const question of [
      { mode: "how-many", days: 10 },
      { mode: "when", items: 15 },
    ] satisfies ForecastQuestion[]) {
      const { tries, hitRate } = backTestForecast(from0(random), 120, question, percents, 1);
      expect(tries).toBeGreaterThan(90);
      for (const percent of percents) expect(hitRate[percent]).toBeGreaterThan(percent / 100 - 0.12);
      expect(hitRate[50]).toBeLessThan(0.75);
    }
  });

  test("is empty while no outcome is known", () => {
    expect(backTestForecast(from0([2, 2, 2, 2, 2, 2]), 5, { mode: "how-many", days: 30 }, [85], 1)).toEqual({
      tries: 0,
      hitRate: { 85: null },
    });
  });
});
