import { describe, expect, test } from "vitest";
import { toForecastBars } from "@/components/reports/metrics/forecast/bars";
import {
  forecastSentence,
  recordSentence,
  sayAnswer,
  sayDraw,
  sayLater,
  sayRecord,
} from "@/components/reports/metrics/forecast/words";
import type { ForecastAnswer } from "@/lib/contracts/metrics/forecast";
import { tooFewToForecast } from "@/lib/flow/metrics/forecast";

const frame = {
  from: "2026-03-01",
  to: "2026-03-30",
  timeZone: "UTC",
  workingDays: null,
  cards: 9,
  excluded: [],
  limitChanges: [],
};

const when: ForecastAnswer = {
  ...frame,
  mode: "when",
  items: 10,
  days: 14,
  seed: 1,
  isEnough: true,
  tooFew: null,
  drawnBy: "weekday",
  tolerance: { "50": 1, "85": 1 },
  laterTrials: 0,
  furthestDay: 3_650,
  sampleDays: 29,
  daysWithFinish: 12,
  trials: 10,
  firstDay: "2026-03-31",
  percentiles: { "50": 1, "85": 13 },
  dates: { "50": "2026-03-31", "85": "2026-04-12" },
  distribution: [],
  tries: 20,
  hitRate: { "50": 0.5, "85": 0.9 },
};
const howMany: ForecastAnswer = { ...when, mode: "how-many", percentiles: { "50": 1, "85": 0 }, dates: {} };
const sayDay = (date: string) => `<${date}>`;

describe("forecast", () => {
  test("over a year away: how far the answer may be off, and how many trials took too long", () => {
    const far = {
      ...when,
      percentiles: { "85": 735 },
      dates: { "85": "2028-04-03" },
      tolerance: { "85": 9 },
    };
    expect(sayAnswer(far, "85", sayDay)).toBe("by <2028-04-03>, in 735 days, ± 9");
    expect(sayAnswer({ ...far, percentiles: { "85": 365 } }, "85", sayDay)).not.toContain("±");
    expect(sayLater({ ...far, laterTrials: 3 })).toBe(" 30 % of the trials took longer than 3,650 days.");
    expect(sayLater(far)).toBe("");
  });

  test("says from which days it drew", () => {
    expect(sayDraw({ drawnBy: "weekday", sampleDays: 28 })).toBe("each weekday from the same weekday");
    expect(sayDraw({ drawnBy: "any-day", sampleDays: 27 })).toContain(
      "27 days do not tell kinds of days apart",
    );
  });

  test("when: the day and how far it is", () => {
    expect(forecastSentence(when, sayDay)).toBe(
      "With a chance of 85 %, 10 cards will be done by <2026-04-12>, in 13 days.",
    );
    expect(sayAnswer(when, "50", sayDay)).toBe("by <2026-03-31>, in 1 day");
    expect(sayAnswer({ ...when, percentiles: { "50": null } }, "50", sayDay)).toBe("later than ten years");
  });

  test("how many: a promise of at least so many, or of perhaps none", () => {
    expect(sayAnswer(howMany, "50", sayDay)).toBe("at least 1 card");
    expect(forecastSentence(howMany, sayDay)).toBe(
      "With a chance of 85 %, perhaps none will be done within 14 days.",
    );
  });

  test("without the usual percentile the highest one is told", () => {
    const asked = { ...when, percentiles: { "20": 2, "40": 3 }, dates: {} };
    expect(forecastSentence(asked, sayDay)).toBe("With a chance of 40 %, 10 cards will be done in 3 days.");
  });

  test("not enough data is said, with what is there", () => {
    const none = {
      ...when,
      isEnough: false,
      tooFew: tooFewToForecast([3, 0, 8]),
      percentiles: { "85": null },
    };
    expect(forecastSentence(none, sayDay)).toBe("Not enough finished yet: cards on 2 of 5 days.");
  });

  test("the record of earlier forecasts, or that there is none", () => {
    expect(sayRecord(when, "85")).toBe("came true 90 % of the time");
    expect(recordSentence(when)).toMatch(/^The same forecast of 10 cards was made again for 20 past days/);
    expect(sayRecord({ ...when, tries: 0 }, "85")).toBe("no record yet");
    expect(recordSentence({ ...howMany, tries: 0 })).toMatch(/too short to try the same forecast of 14 days/);
  });
});

describe("bars of a distribution", () => {
  const of = (values: [value: number, count: number][], maxBars: number) =>
    toForecastBars(
      {
        distribution: values.map(([value, count]) => ({ value, count })),
        trials: values.reduce((sum, [, count]) => sum + count, 0),
      },
      maxBars,
    );

  test("one for each value, gaps included", () => {
    expect(
      of(
        [
          [3, 1],
          [5, 3],
        ],
        10,
      ),
    ).toEqual([
      { from: 3, to: 3, share: 0.25 },
      { from: 4, to: 4, share: 0 },
      { from: 5, to: 5, share: 0.75 },
    ]);
  });

  test("wider ones of equal width where there are too many values", () => {
    expect(
      of(
        [
          [1, 1],
          [2, 1],
          [3, 1],
          [4, 1],
          [5, 1],
        ],
        3,
      ),
    ).toEqual([
      { from: 1, to: 2, share: 0.4 },
      { from: 3, to: 4, share: 0.4 },
      { from: 5, to: 6, share: 0.2 },
    ]);
  });

  test("a rare last value does not squeeze the others", () => {
    expect(
      of(
        [
          [1, 995],
          [900, 5],
        ],
        40,
      ),
    ).toEqual([{ from: 1, to: 1, share: 0.995 }]);
  });

  test("none without trials", () => expect(of([], 10)).toEqual([]));
});
