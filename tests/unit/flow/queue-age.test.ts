import { expect, test } from "vitest";
import { measureQueueAge } from "@/lib/flow/metrics/queue-age";
import { at, history, timelinesOf, workflow } from "../../support/history";

const hour = 3_600_000;

test("queue age runs from the latest entry into the column, dwell over all visits; none in done", () => {
  const cards = timelinesOf(
    history("A")
      .enters("doing", "2026-03-01 12:00")
      .enters("review", "2026-03-02 12:00")
      .enters("doing", "2026-03-03 12:00"),
    history("waiting").enters("ideas", "2026-03-01 12:00"),
    history("finished").enters("doing", "2026-03-01 12:00").enters("done", "2026-03-02 12:00"),
  );
  const ages = measureQueueAge(workflow, cards, at("2026-03-04 12:00"), [85]);
  expect(ages.find(({ columnId }) => columnId === "doing")?.items).toEqual([
    { cardId: "A", elapsedMs: 24 * hour, dwellMs: 48 * hour },
  ]);
  expect(ages.find(({ columnId }) => columnId === "ideas")?.n).toBe(1);
  expect(ages.map(({ columnId }) => columnId)).not.toContain("done");
});

test("the cards of a column, longest there first, with their percentiles; none that has left the board", () => {
  const cards = timelinesOf(
    history("short").enters("doing", "2026-03-03 12:00"),
    history("long").enters("doing", "2026-03-01 12:00"),
    history("gone").enters("doing", "2026-03-01 12:00").leaves("2026-03-02 12:00"),
  );
  const ages = measureQueueAge(workflow, cards, at("2026-03-04 12:00"), [50, 100]);
  expect(ages.find(({ columnId }) => columnId === "doing")).toEqual({
    columnId: "doing",
    n: 2,
    percentiles: { "50": 24 * hour, "100": 72 * hour },
    items: [
      { cardId: "long", elapsedMs: 72 * hour, dwellMs: 72 * hour },
      { cardId: "short", elapsedMs: 24 * hour, dwellMs: 24 * hour },
    ],
  });
});
