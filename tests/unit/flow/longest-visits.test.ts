import { expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { findLongestVisits } from "@/lib/flow/metrics/longest-visits";
import { history, timelinesOf, utc, workflow } from "../../support/history";

const hour = 3_600_000;
const range = { from: parseDay("2026-03-02"), to: parseDay("2026-03-10") };
const asOf = Date.parse("2026-03-10T12:00:00Z");

test("the longest visits that began in the range, open ones up to the moment, none in done", () => {
  const cards = timelinesOf(
    history("before").enters("doing", "2026-03-01 09:00").enters("done", "2026-03-05 09:00"),
    history("twice")
      .enters("doing", "2026-03-02 09:00")
      .enters("review", "2026-03-02 11:00")
      .enters("doing", "2026-03-02 12:00")
      .enters("done", "2026-03-02 18:00"),
    history("open").enters("doing", "2026-03-10 09:00"),
  );
  const longest = findLongestVisits(utc, workflow, cards, range, asOf, 2);
  expect(longest.get("doing")?.map(({ cardId, elapsedMs }) => [cardId, elapsedMs / hour])).toEqual([
    ["twice", 6],
    ["open", 3],
  ]);
  expect(longest.get("review")?.map(({ elapsedMs }) => elapsedMs / hour)).toEqual([1]);
  expect(longest.get("done")).toEqual([]);
});
