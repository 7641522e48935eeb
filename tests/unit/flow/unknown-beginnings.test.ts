import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measureFinishes } from "@/lib/flow/boards/key-figures";
import { compareTeam } from "@/lib/flow/boards/team-figures";
import { buildTimelines } from "@/lib/flow/log/timeline";
import { buildCumulativeFlow } from "@/lib/flow/metrics/cumulative-flow";
import { checkLittlesLaw } from "@/lib/flow/metrics/littles-law";
import { findLongestVisits } from "@/lib/flow/metrics/longest-visits";
import { measurePace } from "@/lib/flow/metrics/pace";
import { measureQueueAge } from "@/lib/flow/metrics/queue-age";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { measureTimeInColumn } from "@/lib/flow/metrics/time-in-column";
import { countWipAt } from "@/lib/flow/metrics/wip";
import { measureWorkItemAge } from "@/lib/flow/metrics/work-item-age";
import {
  at,
  history,
  measureCycleTime,
  measureLeadTime,
  timelinesOf,
  utc,
  workflow,
} from "../../support/history";
import { randomLogs } from "../../support/random-logs";

// A log that begins in the middle of a card's life: the card counts where it stands and when it finishes; what would need
// its beginning leaves it out.

const march = { from: utc.dayOf(at("2026-03-01 00:00")), to: utc.dayOf(at("2026-03-31 00:00")) };
const later = at("2026-03-31 12:00");

describe("a card that was found in work", () => {
  const story = () => history("A").isFoundIn("doing", "2026-03-02 08:00");

  test("has neither creation nor start, and no age", () => {
    const cards = timelinesOf(story().enters("review", "2026-03-04 08:00"));
    expect(cards).toMatchObject([{ createdAt: null, startedAt: null, finishedAt: null, isFound: true }]);
    expect(measureWorkItemAge(utc, cards, later)).toEqual([]);
    expect(countWipAt(cards, later)).toBe(0);
  });

  test("stands in its column, and finishes when it is seen to", () => {
    const cards = timelinesOf(story().enters("done", "2026-03-04 08:00"));
    const days = buildCumulativeFlow(utc, workflow, cards, march);
    expect(days.find(({ date }) => date === "2026-03-03")?.counts.doing).toBe(1);
    expect(countThroughput(utc, cards, march).total).toBe(1);
    expect(measureCycleTime(utc, cards, march, [50]).n).toBe(0);
    expect(measureLeadTime(utc, cards, march, [50]).n).toBe(0);
    expect(measureFinishes(utc, cards, march)).toEqual({ throughput: 1, medianDays: null, p85Days: null });
    expect(measurePace(utc, workflow, cards, march, [50]).every(({ n }) => n === 0)).toBe(true);
  });

  test("is no part of Little's law", () => {
    const cards = timelinesOf(story().enters("done", "2026-03-04 08:00"));
    expect(checkLittlesLaw(utc, cards, march, later)).toMatchObject({
      averageWip: 0,
      throughputPerDay: 0,
      ratio: null,
    });
  });

  test("stays without a start when it is reopened and finished again", () => {
    const cards = timelinesOf(
      story()
        .enters("done", "2026-03-04 08:00")
        .enters("doing", "2026-03-05 08:00")
        .enters("done", "2026-03-06 08:00"),
    );
    expect(cards).toMatchObject([
      { startedAt: null, finishedAt: at("2026-03-06 08:00"), skippedStart: false },
    ]);
  });

  test("its first stay has no length, later ones have", () => {
    const cards = timelinesOf(story().enters("review", "2026-03-04 08:00"));
    const visits = measureTimeInColumn(utc, workflow, cards, march, later, []);
    expect(visits.filter(({ visits: n }) => n > 0).map(({ columnId }) => columnId)).toEqual(["review"]);
    expect(findLongestVisits(utc, workflow, cards, march, later, 5).get("doing")).toEqual([]);
    const waiting = (story_: ReturnType<typeof story>) =>
      measureQueueAge(workflow, timelinesOf(story_), later, []).flatMap(({ columnId, n }) =>
        n > 0 ? [columnId] : [],
      );
    expect(waiting(story().enters("review", "2026-03-04 08:00"))).toEqual(["review"]);
    expect(waiting(story())).toEqual([]);
  });
});

test("a card that was found in done is finished, nobody knows when, until it is reopened", () => {
  const story = history("A").isFoundIn("done", "2026-03-02 08:00");
  expect(timelinesOf(story)).toMatchObject([{ finishedAt: null, foundFinished: true, startedAt: null }]);
  expect(countThroughput(utc, timelinesOf(story), march).total).toBe(0);
  const again = timelinesOf(story.enters("doing", "2026-03-05 08:00").enters("done", "2026-03-06 08:00"));
  expect(again).toMatchObject([{ finishedAt: at("2026-03-06 08:00"), foundFinished: false }]);
  expect(countThroughput(utc, again, march).total).toBe(1);
  expect(measureCycleTime(utc, again, march, []).n).toBe(0);
});

test("60 finished, of 45 of which the beginning is known: throughput is of all, times are of those", () => {
  const cards = timelinesOf(
    ...Array.from({ length: 45 }, (_, n) =>
      history(`K${n}`).enters("doing", "2026-03-02 08:00").enters("done", "2026-03-12 08:00"),
    ),
    ...Array.from({ length: 15 }, (_, n) =>
      history(`U${n}`).isFoundIn("doing", "2026-03-12 07:00").enters("done", "2026-03-12 08:00"),
    ),
  );
  expect(countThroughput(utc, cards, march).total).toBe(60);
  expect(measureCycleTime(utc, cards, march, [50])).toMatchObject({ n: 45, percentiles: { "50": 11 } });
  const part = { calendar: utc, cards, today: march.to, firstDay: march.from };
  expect(compareTeam([part], 30)).toMatchObject({ throughput: { now: 60 }, medianDays: { now: 11 } });
});

test("without beginnings the figures of flow by column and day are the same, and no time is ever measured", () => {
  fc.assert(
    fc.property(randomLogs, (log) => {
      const known = buildTimelines(workflow, log);
      const unknown = buildTimelines(
        workflow,
        log.map((entry) => (entry.seq === 1 ? { ...entry, isFound: true } : entry)),
      );
      const range = { from: march.from - 400, to: march.to + 400 };
      expect(buildCumulativeFlow(utc, workflow, unknown, range)).toEqual(
        buildCumulativeFlow(utc, workflow, known, range),
      );
      expect(measureCycleTime(utc, unknown, range, []).n).toBe(0);
      for (const [index, card] of unknown.entries()) {
        expect([card.createdAt, card.startedAt]).toEqual([null, null]);
        const first = card.visits[0];
        const isSeenToFinish = card.finishedAt !== null;
        if (isSeenToFinish) expect(card.finishedAt).toBe(known[index]?.finishedAt);
        else if (known[index]?.finishedAt != null)
          expect(card.foundFinished || first === undefined).toBe(true);
      }
    }),
  );
});
