import { describe, expect, test } from "vitest";
import type { ImportMapping } from "@/lib/contracts/import";
import { parseEventLog } from "@/lib/server/exchange/event-log";

const mapping: ImportMapping = {
  columns: [
    { name: "To do", kind: "backlog", activities: ["new", "reopened"] },
    { name: "Doing", kind: "active", activities: ["work", "rework"] },
    { name: "Done", kind: "done", activities: ["closed"] },
  ],
  deleted: ["deleted"],
  ignored: ["comment"],
};

const parse = (text: string, over: Partial<Parameters<typeof parseEventLog>[1]> = {}) =>
  parseEventLog(text, {
    boardName: "Board",
    timeZone: "UTC",
    mapping,
    now: Date.parse("2026-06-01T00:00:00Z"),
    ...over,
  });

const log = (...lines: string[]) => ["case_id,activity,timestamp", ...lines].join("\n");
const stepsOf = (text: string, over = {}) =>
  parse(text, over).history.cards.map(({ title, steps }) => [
    title,
    ...steps.map(({ columnKey, at }) => `${columnKey} ${new Date(at).toISOString().slice(0, 16)}`),
  ]);

test("consecutive events in one column are one visit, and time orders a card's events", () => {
  expect(
    stepsOf(
      log(
        "A,work,2026-01-03T10:00:00Z",
        "A,new,2026-01-01T10:00:00Z",
        "A,rework,2026-01-04T10:00:00Z",
        "A,closed,2026-01-05T10:00:00Z",
      ),
    ),
  ).toEqual([["A", "To do 2026-01-01T10:00", "Doing 2026-01-03T10:00", "Done 2026-01-05T10:00"]]);
});

test("a deleted card leaves the board, and a later event brings it back", () => {
  expect(
    stepsOf(
      log(
        "A,new,2026-01-01T10:00:00Z",
        "A,deleted,2026-01-02T10:00:00Z",
        "A,comment,2026-01-03T10:00:00Z",
        "A,work,2026-01-04T10:00:00Z",
      ),
    ),
  ).toEqual([["A", "To do 2026-01-01T10:00", "null 2026-01-02T10:00", "Doing 2026-01-04T10:00"]]);
});

test("equal instants keep the order of the file", () => {
  expect(
    stepsOf(
      log("A,new,2026-01-01T10:00:00Z", "A,work,2026-01-01T10:00:00Z", "A,closed,2026-01-01T10:00:00Z"),
    )[0],
  ).toHaveLength(4);
});

test("nothing is dropped without a word", () => {
  const { dropped, history } = parse(
    log("A,new,2026-01-01T10:00:00Z", "A,comment,2026-01-02T10:00:00Z", "B,paused,2026-01-02T10:00:00Z"),
  );
  expect(history.cards).toHaveLength(1);
  expect(dropped.map(({ what, count }) => [what, count])).toEqual([
    ['events "comment"', 1],
    ['events "paused"', 1],
    ["cases", 1],
  ]);
});

describe("forms of files", () => {
  test.each([
    ["a byte order mark and semicolons", "\ufeffcase_id;activity;timestamp\nA;new;2026-01-01T10:00:00Z"],
    ["tabs", "case_id\tactivity\ttimestamp\nA\tnew\t2026-01-01T10:00:00Z"],
    ["quotes", 'case_id,activity,timestamp\n"A","new","2026-01-01T10:00:00Z"'],
    ["other usual names", "case:concept:name,concept:name,time:timestamp\nA,new,2026-01-01T10:00:00+00:00"],
    ["seconds since 1970", "case_id,activity,timestamp\nA,new,1767261600"],
    ["milliseconds since 1970", "case_id,activity,timestamp\nA,new,1767261600000"],
  ])("%s", (_, text) => {
    expect(stepsOf(text)).toEqual([["A", "To do 2026-01-01T10:00"]]);
  });

  test("a time without an offset is in the board's zone", () => {
    expect(stepsOf(log("A,new,2026-01-01 10:00:00"), { timeZone: "Asia/Tokyo" })).toEqual([
      ["A", "To do 2026-01-01T01:00"],
    ]);
  });

  test("columns are found under the names of the mapping", () => {
    const text = "Ticket,What,When\nA,new,2026-01-01T10:00:00Z";
    const named = { ...mapping, case: "Ticket", activity: "What", time: "When" };
    expect(stepsOf(text, { mapping: named })).toHaveLength(1);
    expect(() => parse(text, { mapping: { ...named, time: "Then" } })).toThrow('no column "Then"');
  });
});

test("a preview proposes which column is which; an import wants to be told", () => {
  const text = "Nr,Stage,Seen\n1,new,2026-01-01 10:00\n2,new,2026-01-01 11:00\n3,work,2026-01-02 10:00";
  expect(parse(text, { isPreview: true }).mapping).toEqual({ case: "Nr", activity: "Stage", time: "Seen" });
  expect(() => parse(text)).toThrow("Say which column holds the time. The file has: Nr, Stage, Seen.");
});

test("lines that cannot be read are named, and nothing comes in", () => {
  const text = log(
    "A,new,2026-01-01T10:00:00Z",
    "A,work,yesterday",
    ",work,2026-01-02T10:00:00Z",
    "A,work,2027-01-01T00:00:00Z",
  );
  expect(() => parse(text)).toThrow(
    'line 3: "yesterday" is not a time; line 4: no case; line 5: 2027-01-01T00:00:00Z is in the future',
  );
});

test("without a mapping each activity is a column, in the usual order, with a guessed kind", () => {
  const { history } = parse(
    log(
      "A,Open,2026-01-01T10:00:00Z",
      "A,In progress,2026-01-02T10:00:00Z",
      "A,Closed,2026-01-03T10:00:00Z",
      "B,Open,2026-01-01T10:00:00Z",
    ),
    { mapping: undefined },
  );
  expect(history.columns.map(({ name, kind }) => [name, kind])).toEqual([
    ["Open", "backlog"],
    ["In progress", "active"],
    ["Closed", "done"],
  ]);
});
