import { expect, test } from "vitest";
import { overridesSentence } from "@/components/reports/metrics/overrides/words";

const review = { columnIds: ["r"], laneId: null, userId: null, perPerson: false, classOfService: null };
const each = { ...review, columnIds: [], perPerson: true };

test("the report of overrides says how often limits gave way, where most, and how often they held", () => {
  const names = { columns: [{ id: "r", name: "Review" }], lanes: [], members: [] };
  const counts = { limitId: "L", entries: 40, overrides: 2, softBreaches: 0, refusals: 5, rate: 0.05 };
  const quiet = { ...counts, ...each, overrides: 0, refusals: 0, rate: 0 };
  expect(overridesSentence({ limits: [quiet, { ...counts, ...review }] }, names)).toBe(
    "2 of 80 entries went over a limit with a reason, 3 %, most often at Review (2); 5 were refused.",
  );
  expect(overridesSentence({ limits: [{ ...quiet, softBreaches: 1 }] }, names)).toBe(
    "No limit was overridden; 0 were refused. 1 card went past a soft limit.",
  );
});
