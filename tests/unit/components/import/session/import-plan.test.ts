import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Destination,
  type ImportPlan,
  mappingOf,
  planBehind,
  planOf,
  shiftColumn,
} from "@/components/import/session/import-plan";
import { keepSession, restoreSession } from "@/components/import/session/import-session";
import type { ImportPreview } from "@/lib/contracts/import";

// A file may call its steps anything, also what a plain object would take for its own.
const stepName = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", ""),
  fc.string({ maxLength: 12 }),
);

const plan: fc.Arbitrary<ImportPlan> = fc
  .tuple(
    fc.uniqueArray(stepName, { minLength: 1, maxLength: 6 }),
    fc.uniqueArray(stepName, { maxLength: 12 }),
    fc.infiniteStream(fc.nat()),
  )
  .map(([names, steps, numbers]) => {
    const columns = names.map((name, key) => ({ key, name, kind: "active" as const }));
    const places: Destination[] = [...columns.map(({ key }) => key), "leaves", "ignored"];
    const destinations = new Map(
      steps.map((step) => [step, places[numbers.next().value % places.length] ?? "ignored"] as const),
    );
    return { case: "id", activity: "step", time: "at", columns, destinations };
  });

const sorted = (map: ReadonlyMap<string, Destination>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

test("a plan, as a mapping and back, is the same plan", () => {
  fc.assert(
    fc.property(plan, (before) => {
      const after = planBehind(mappingOf(before));
      expect(sorted(after.destinations)).toEqual(sorted(before.destinations));
      expect(after.columns).toEqual(before.columns);
    }),
  );
});

test("a plan that the browser kept is the same plan", () => {
  fc.assert(
    fc.property(plan, (before) => {
      const session = {
        file: {
          id: "018f0000-0000-7000-8000-000000000000",
          name: "a.csv",
          bytes: 1,
          createdAt: "2026-03-02T09:00:00.000Z",
          expiresAt: "2026-03-02T10:00:00.000Z",
        },
        format: "event-log" as const,
        plan: before,
        name: null,
        timeZone: "UTC",
        teamId: null,
        jobId: null,
        asked: null,
      };
      expect(restoreSession(keepSession(session))).toEqual(session);
    }),
  );
  for (const other of ["", "{", "null", '{"file":1}']) expect(restoreSession(other)).toBeNull();
});

test("what a preview proposes leads each step where the preview says", () => {
  const preview = {
    columns: [
      { name: "__proto__", kind: "queue", activities: ["__proto__", "new"] },
      { name: "Done", kind: "done", activities: ["constructor"] },
    ],
    activities: ["__proto__", "new", "constructor", "toString", "spam"].map((name) => ({ name, count: 1 })),
    mapping: { case: "id", activity: "step", time: null, deleted: ["spam"], ignored: ["toString"] },
  } as unknown as ImportPreview;
  const { destinations } = planOf(preview);
  expect([...destinations]).toEqual([
    ["__proto__", 0],
    ["new", 0],
    ["constructor", 1],
    ["toString", "ignored"],
    ["spam", "leaves"],
  ]);
  expect(mappingOf(planOf(preview))).toMatchObject({
    columns: [{ activities: ["__proto__", "new"] }, { activities: ["constructor"] }],
    deleted: ["spam"],
    ignored: ["toString"],
  });
});

test("columns keep their steps when they change places", () => {
  const columns = ["a", "b", "c"].map((name, key) => ({ key, name, kind: "active" as const }));
  const before = { case: null, activity: null, time: null, columns, destinations: new Map([["a", 0]]) };
  expect(shiftColumn(before, 2, -1).columns.map(({ name }) => name)).toEqual(["a", "c", "b"]);
  expect(mappingOf(shiftColumn(before, 0, 1)).columns?.[1]?.activities).toEqual(["a"]);
});
