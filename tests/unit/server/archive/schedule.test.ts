import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hourMs } from "@/lib/domain/duration";
import {
  chooseOld,
  fileNameOf,
  instantOf,
  parseInterval,
  parseKeep,
  parseSchedule,
  retryAfterMs,
  untilDue,
} from "@/lib/server/archive/schedule";

const now = Date.UTC(2026, 10, 27, 12);
const nameAt = (ms: number) => fileNameOf(new Date(ms).toISOString());

test("a name carries its instant, and no other name does", () => {
  expect(nameAt(now)).toBe("sluice-2026-11-27T12-00-00Z.backup");
  expect(instantOf(nameAt(now))).toBe(now);
  for (const other of [
    "sluice.backup",
    "sluice-2026-11-27T12-00-00Z.backup.part",
    "sluice-2026-99-27T12-00-00Z.backup",
    "x",
  ])
    expect(instantOf(other)).toBeNull();
});

describe("what the environment says", () => {
  test("is a time in minutes, hours or days", () => {
    expect(parseInterval("24h", "X")).toBe(24 * hourMs);
    expect(parseInterval("30m", "X")).toBe(hourMs / 2);
    for (const odd of ["", "0h", "24", "1.5h", "-1h", "400d", "h"])
      expect(() => parseInterval(odd, "SLUICE_BACKUP_EVERY")).toThrow("SLUICE_BACKUP_EVERY is");
  });

  test("is a number of files", () => {
    expect(parseKeep(undefined)).toBe(7);
    for (const odd of ["0", "-1", "many", "1.5"])
      expect(() => parseKeep(odd)).toThrow("SLUICE_BACKUP_KEEP is");
  });

  test("is nothing without a folder", () => {
    expect(parseSchedule({ SLUICE_BACKUP_EVERY: "odd" })).toBeNull();
    expect(parseSchedule({ SLUICE_BACKUP_DIR: "/b" })).toEqual({
      folder: "/b",
      everyMs: 24 * hourMs,
      keep: 7,
    });
  });
});

describe("it is time", () => {
  test("when there is none, and when the newest is old enough", () => {
    expect(untilDue(["notes.txt"], 24 * hourMs, now)).toBe(0);
    expect(untilDue([nameAt(now - 24 * hourMs)], 24 * hourMs, now)).toBe(0);
    expect(untilDue([nameAt(now - 23 * hourMs), nameAt(now - 99 * hourMs)], 24 * hourMs, now)).toBe(hourMs);
  });

  test("although a clock that was ahead has named one", () => {
    expect(untilDue([nameAt(now + 9_999 * hourMs)], 24 * hourMs, now)).toBe(0);
  });

  test("again some time after a failure, within the hour and not each moment", () => {
    expect(retryAfterMs(24 * hourMs)).toBe(hourMs);
    expect(retryAfterMs(2 * hourMs)).toBe(hourMs / 2);
    expect(retryAfterMs(60_000)).toBe(60_000);
  });
});

test("the one just made stays, with as many of the newest as are kept; those of a clock ahead go first", () => {
  const files = fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(files, fc.integer({ min: 1, max: 12 }), fc.nat(), (hours, keep, pick) => {
      const all = hours.map((hour) => ({ name: nameAt(now + hour * hourMs), takenAt: now + hour * hourMs }));
      const made = all[pick % all.length]?.name ?? "";
      const old = chooseOld(all, made, keep, now);
      expect(old).not.toContain(made);
      expect(all.length - old.length).toBe(Math.min(all.length, keep));
      const kept = all.filter(({ name }) => !old.includes(name) && name !== made);
      const removed = all.filter(({ name }) => old.includes(name));
      const oldestKept = Math.min(
        ...kept.filter(({ takenAt }) => takenAt <= now).map(({ takenAt }) => takenAt),
      );
      for (const { takenAt } of removed) expect(takenAt > now || takenAt <= oldestKept).toBe(true);
      if (kept.some(({ takenAt }) => takenAt > now))
        expect(removed.every(({ takenAt }) => takenAt > now)).toBe(true);
    }),
  );
});
