import { expect, test } from "vitest";
import { durationSentence, histogramSentence } from "@/components/reports/metrics/cycle-time/words";
import { figureKinds, kindsOfFigures, sayFigure } from "@/components/reports/overview/figure-words";
import { dayNoun, daysHead, sayDays, sayHoliday, sayWorkingDays } from "@/lib/client/format/day-count";
import type { DurationAnswer } from "@/lib/contracts/metrics/duration";

const all = { workingDays: null };
const week = { workingDays: { weekdays: [1, 2, 3, 4, 5], holidays: [] } };

test("days are named as they are counted", () => {
  expect([sayDays(1, all), sayDays(3, all), dayNoun(all), daysHead(all)]).toEqual([
    "1 day",
    "3 days",
    "day",
    "Days",
  ]);
  expect([sayDays(1, week), sayDays(3, week), dayNoun(week), daysHead(week)]).toEqual([
    "1 working day",
    "3 working days",
    "working day",
    "Working days",
  ]);
});

test.each([
  [[1, 2, 3, 4, 5], [], "Monday to Friday"],
  [[1, 2, 3, 4, 5], ["2026-04-03"], "Monday to Friday without 1 holiday"],
  [[1, 2, 4], ["2026-04-03", "2026-04-06"], "Monday, Tuesday and Thursday without 2 holidays"],
  [[1, 2, 3, 4, 7], [], "Monday to Thursday and Sunday"],
  [[6, 7], [], "Saturday and Sunday"],
  [[3], [], "Wednesday"],
  [[1, 2, 3, 4, 5, 6, 7], ["2026-04-03"], "Monday to Sunday without 1 holiday"],
])("weekdays %j without %j are %s", (weekdays, holidays, words) => {
  expect(sayWorkingDays({ weekdays, holidays })).toBe(words);
});

test("a holiday is told with its weekday", () => {
  expect(sayHoliday("2026-04-03", "en-GB")).toBe("Fri, 3 Apr 2026");
});

test("reports of a board that counts working days say so", () => {
  const answer = {
    ...week,
    n: 2,
    percentiles: { "50": 1, "85": 4 },
    histogram: [
      { days: 1, count: 1 },
      { days: 4, count: 1 },
    ],
  } as unknown as DurationAnswer;
  expect(durationSentence(answer, "cycle-time")).toBe(
    "Half of the 2 cards took 1 working day or less, 85 % took 4 working days or less.",
  );
  expect(histogramSentence(answer)).toBe(
    "Most often 1 working day (1 card); the longest took 4 working days.",
  );
  expect(sayFigure(9, kindsOfFigures(week).medianDays)).toBe("9 working days");
  expect(kindsOfFigures(all)).toEqual(figureKinds);
});
