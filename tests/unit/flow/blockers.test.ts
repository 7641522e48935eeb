import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { clusterBlockers } from "@/lib/flow/metrics/blockers";
import { at, utc } from "../../support/history";

const hour = 3_600_000;
const march = { from: parseDay("2026-03-01"), to: parseDay("2026-03-31") };
const block = (cardId: string, category: string, from: string, to: string | null) => ({
  cardId,
  category,
  reason: "",
  from: at(from),
  to: to === null ? null : at(to),
});

test("count and total time by category, the costliest first", () => {
  const clusters = clusterBlockers(
    utc,
    [
      block("A", "defect", "2026-03-02 09:00", "2026-03-02 10:00"),
      block("A", "defect", "2026-03-03 09:00", "2026-03-03 12:00"),
      block("B", "environment", "2026-02-27 00:00", "2026-03-01 20:00"),
      block("C", "defect", "2026-02-27 00:00", "2026-03-01 00:00"),
      block("D", "environment", "2026-03-10 08:00", null),
      block("E", "environment", "2026-03-11 08:00", null),
    ],
    march,
    at("2026-03-10 10:00"),
  );
  expect(
    clusters.map(({ category, count, open, totalMs }) => [category, count, open, totalMs / hour]),
  ).toEqual([
    ["environment", 2, 1, 22],
    ["defect", 2, 0, 4],
  ]);
  expect(clusters[1]?.blocks.map(({ elapsedMs }) => elapsedMs / hour)).toEqual([3, 1]);
});

test("a past range ends where it ends, and one that lasts then is open", () => {
  const stretch = block("A", "defect", "2026-03-30 00:00", "2026-04-05 00:00");
  expect(clusterBlockers(utc, [stretch], march, at("2026-05-01 00:00"))).toMatchObject([
    { count: 1, open: 0, totalMs: 48 * hour },
  ]);
  expect(clusterBlockers(utc, [stretch], march, at("2026-04-02 00:00"))).toMatchObject([
    { count: 1, open: 1, totalMs: 48 * hour },
  ]);
});

test("a block that begins when the range is over, or later than asked for, is not in it", () => {
  const asOf = at("2026-05-01 00:00");
  expect(clusterBlockers(utc, [block("A", "other", "2026-04-01 00:00", null)], march, asOf)).toEqual([]);
  const now = at("2026-03-09 00:00");
  expect(clusterBlockers(utc, [block("A", "other", "2026-03-10 00:00", null)], march, now)).toEqual([]);
});

test("a block ended at once counts and lasts no time; no block, no category", () => {
  const moment = block("A", "other", "2026-03-01 00:00", "2026-03-01 00:00");
  expect(clusterBlockers(utc, [moment], march, at("2026-03-10 00:00"))).toMatchObject([
    { category: "other", count: 1, open: 0, totalMs: 0 },
  ]);
  expect(clusterBlockers(utc, [], march, at("2026-03-10 00:00"))).toEqual([]);
});

test("two halves of a range have the time of the whole", () => {
  const blocks = fc.array(
    fc.record({
      cardId: fc.constant("A"),
      category: fc.constantFrom("defect", "environment", "other"),
      reason: fc.constant(""),
      from: fc.integer({ min: at("2026-02-20 00:00"), max: at("2026-04-10 00:00") }),
      lasts: fc.option(fc.nat(20 * 24 * hour)),
    }),
  );
  fc.assert(
    fc.property(blocks, fc.integer({ min: march.from, max: march.to - 1 }), (made, middle) => {
      const stretches = made.map(({ lasts, ...rest }) => ({
        ...rest,
        to: lasts === null ? null : rest.from + lasts,
      }));
      const totals = (range: typeof march) => {
        const sums: Record<string, number> = { defect: 0, environment: 0, other: 0 };
        for (const { category, totalMs } of clusterBlockers(utc, stretches, range, at("2026-04-01 12:00")))
          sums[category] = totalMs;
        return sums;
      };
      const [whole, first, second] = [
        totals(march),
        totals({ from: march.from, to: middle }),
        totals({ from: middle + 1, to: march.to }),
      ];
      for (const category of Object.keys(whole))
        expect((first[category] ?? 0) + (second[category] ?? 0)).toBe(whole[category]);
    }),
  );
});

test("of categories that cost the same, the one with more blocks goes first; what ends right now is not open", () => {
  const clusters = clusterBlockers(
    utc,
    [
      block("A", "once", "2026-03-02 09:00", "2026-03-02 11:00"),
      block("B", "twice", "2026-03-02 09:00", "2026-03-02 10:00"),
      block("C", "twice", "2026-03-09 23:00", "2026-03-10 00:00"),
    ],
    march,
    at("2026-03-10 00:00"),
  );
  expect(clusters.map(({ category, count, open }) => [category, count, open])).toEqual([
    ["twice", 2, 0],
    ["once", 1, 0],
  ]);
});
