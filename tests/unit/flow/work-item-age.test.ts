import { expect, test } from "vitest";
import { measureWorkItemAge } from "@/lib/flow/metrics/work-item-age";
import { at, history, timelinesOf, utc } from "../../support/history";

const hour = 3_600_000;

test("age runs from the start on, whatever columns the card went through; a card in the backlog has none", () => {
  const cards = timelinesOf(
    history("A")
      .enters("doing", "2026-03-01 12:00")
      .enters("review", "2026-03-02 12:00")
      .enters("doing", "2026-03-03 12:00"),
    history("waiting").enters("ideas", "2026-03-01 12:00"),
  );
  expect(measureWorkItemAge(utc, cards, at("2026-03-04 12:00"))).toMatchObject([
    { cardId: "A", ageDays: 4, elapsedMs: 72 * hour },
  ]);
});

test("oldest first, without the finished and those that have left the board", () => {
  const cards = timelinesOf(
    history("young").enters("doing", "2026-03-03 12:00"),
    history("old").enters("doing", "2026-03-01 12:00"),
    history("finished").enters("doing", "2026-03-01 12:00").enters("done", "2026-03-02 12:00"),
    history("gone").enters("doing", "2026-03-01 12:00").leaves("2026-03-02 12:00"),
  );
  const ages = measureWorkItemAge(utc, cards, at("2026-03-04 12:00"));
  expect(ages.map(({ cardId, columnId, ageDays }) => [cardId, columnId, ageDays])).toEqual([
    ["old", "doing", 4],
    ["young", "doing", 2],
  ]);
});
