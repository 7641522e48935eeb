import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCsv } from "@/lib/client/download/download-csv";
import type { ImportMapping } from "@/lib/contracts/import";
import { cleanLine, isVisible } from "@/lib/domain/text";
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

const parse = (text: string | string[], over: Partial<Parameters<typeof parseEventLog>[1]> = {}) =>
  parseEventLog(typeof text === "string" ? [text] : text, {
    boardName: "Board",
    timeZone: "UTC",
    mapping,
    now: Date.parse("2026-06-01T00:00:00Z"),
    ...over,
  });

const log = (...lines: string[]) => ["case_id,activity,timestamp", ...lines].join("\n");
const stepsOf = async (text: string | string[], over = {}) => {
  const { history } = await parse(text, over);
  const nameOf = new Map<string | null, string>(history.columns.map(({ key, name }) => [key, name]));
  return history.cards.map(({ title, steps }) => [
    title,
    ...steps.map(
      ({ columnKey, at }) => `${nameOf.get(columnKey) ?? null} ${new Date(at).toISOString().slice(0, 16)}`,
    ),
  ]);
};

test("consecutive events in one column are one visit, and time orders a card's events", async () => {
  expect(
    await stepsOf(
      log(
        "A,work,2026-01-03T10:00:00Z",
        "A,new,2026-01-01T10:00:00Z",
        "A,rework,2026-01-04T10:00:00Z",
        "A,closed,2026-01-05T10:00:00Z",
      ),
    ),
  ).toEqual([["A", "To do 2026-01-01T10:00", "Doing 2026-01-03T10:00", "Done 2026-01-05T10:00"]]);
});

test("a deleted card leaves the board, and a later event brings it back", async () => {
  expect(
    await stepsOf(
      log(
        "A,new,2026-01-01T10:00:00Z",
        "A,deleted,2026-01-02T10:00:00Z",
        "A,comment,2026-01-03T10:00:00Z",
        "A,work,2026-01-04T10:00:00Z",
      ),
    ),
  ).toEqual([["A", "To do 2026-01-01T10:00", "null 2026-01-02T10:00", "Doing 2026-01-04T10:00"]]);
});

test("equal instants keep the order of the file", async () => {
  const [card] = await stepsOf(
    log("A,new,2026-01-01T10:00:00Z", "A,work,2026-01-01T10:00:00Z", "A,closed,2026-01-01T10:00:00Z"),
  );
  expect(card).toHaveLength(4);
});

test("nothing is dropped without a word", async () => {
  const { dropped, history } = await parse(
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
  ])("%s", async (_, text) => {
    expect(await stepsOf(text)).toEqual([["A", "To do 2026-01-01T10:00"]]);
  });

  test("a time without an offset is in the board's zone", async () => {
    expect(await stepsOf(log("A,new,2026-01-01 10:00:00"), { timeZone: "Asia/Tokyo" })).toEqual([
      ["A", "To do 2026-01-01T01:00"],
    ]);
  });

  test("columns are found under the names of the mapping", async () => {
    const text = "Ticket,What,When\nA,new,2026-01-01T10:00:00Z";
    const named = { ...mapping, case: "Ticket", activity: "What", time: "When" };
    expect(await stepsOf(text, { mapping: named })).toHaveLength(1);
    await expect(parse(text, { mapping: { ...named, time: "Then" } })).rejects.toThrow('no column "Then"');
  });
});

test("a preview proposes which column is which; an import wants to be told", async () => {
  const text = "Nr,Stage,Seen\n1,new,2026-01-01 10:00\n2,new,2026-01-01 11:00\n3,work,2026-01-02 10:00";
  expect((await parse(text, { isPreview: true })).mapping).toEqual({
    case: "Nr",
    activity: "Stage",
    time: "Seen",
  });
  await expect(parse(text)).rejects.toThrow(
    "Say which column holds the time. The file has: Nr, Stage, Seen.",
  );
});

test("lines that cannot be read are named, and nothing comes in", async () => {
  const text = log(
    "A,new,2026-01-01T10:00:00Z",
    "A,work,yesterday",
    ",work,2026-01-02T10:00:00Z",
    "A,work,2027-01-01T00:00:00Z",
  );
  await expect(parse(text)).rejects.toThrow(
    'line 3: "yesterday" is not a time; line 4: no case; line 5: 2027-01-01T00:00:00Z is in the future',
  );
});

test("without a mapping each activity is a column, in the usual order, with a guessed kind", async () => {
  const { history } = await parse(
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

const mapped = (...names: string[]) => ({
  mapping: {
    columns: names.map((name) => ({ name, kind: "active" as const })),
    deleted: [],
    ignored: [],
  },
});

describe("one separator for the whole file", () => {
  const at = "2026-01-01T10:00:00Z";

  test("what the heading does not use is text", async () => {
    const text = `timestamp;case_id;activity\n${at};A;Waiting, customer\n2026-01-02T10:00:00Z;A;Waiting, supplier`;
    const { activities } = await parse(text, { mapping: undefined });
    expect(activities.map(({ name }) => name)).toEqual(["Waiting, customer", "Waiting, supplier"]);
  });

  test("a semicolon in a title of a file with commas is text", async () => {
    const text = `case_id,title,activity,timestamp\nA,Fix login; logout,Todo,${at}`;
    expect(await stepsOf(text, mapped("Todo"))).toEqual([["A", "Todo 2026-01-01T10:00"]]);
  });

  test.each(["sep=;\n", "sep=;\r\n", '"sep=;"\n', "SEP=;\r"])("%j says which", async (said) => {
    const text = `${said}case_id;activity;timestamp\nA;Todo;${at}\nB;Todo;now`;
    await expect(parse(text, mapped("Todo"))).rejects.toThrow('line 4: "now" is not a time');
  });

  test("separators in a quoted heading are not counted", async () => {
    const text = `"a,b,c,d,e";case_id;activity;timestamp\nx;A;Todo;${at}`;
    expect(await stepsOf(text, mapped("Todo"))).toHaveLength(1);
  });

  test("cells beyond the heading are reported with their line; blank ones hold nothing", async () => {
    const text = log(`A,new,${at},`, `B,new,${at},more,and more`);
    await expect(parse(text)).rejects.toThrow("line 3: 5 cells, where the first line has 3");
    expect(await stepsOf(log(`A,new,${at},, `, " , , "))).toHaveLength(1);
  });

  test("missing cells are reported with their line", async () => {
    const text = `activity,timestamp,case_id\nnew,${at},A\nnew,${at}`;
    await expect(parse(text)).rejects.toThrow("line 3: no case; it has 2 of 3 cells");
  });
});

describe("lines", () => {
  const rows = ["case_id,activity,timestamp", "A,new,2026-01-01T10:00:00Z", "B,work,2026-01-02T10:00:00Z"];

  test.each([
    ["LF", "\n"],
    ["CR LF", "\r\n"],
    ["CR", "\r"],
    ["blank ones between", "\n\n\r\n"],
  ])("%s", async (_, end) => {
    expect(await stepsOf(rows.join(end))).toHaveLength(2);
    await expect(parse([...rows, "C,new,now"].join(end))).rejects.toThrow('"now" is not a time');
  });

  test("mixed ones", async () => {
    expect(await stepsOf(`${rows[0]}\r\n${rows[1]}\n${rows[2]}\r`)).toHaveLength(2);
  });

  test("the numbers of lines count those in quotation marks", async () => {
    const text = log('"A\nB\r\nC",new,2026-01-01T10:00:00Z', "D,new,now");
    await expect(parse(text)).rejects.toThrow("line 5:");
  });

  test("a quotation mark that is not closed is named", async () => {
    await expect(parse(log('A,"new,2026-01-01T10:00:00Z'))).rejects.toThrow("quotation mark");
    await expect(parse(log('A,n"ew,2026-01-01T10:00:00Z'))).rejects.toThrow("Line 2 is not readable as CSV");
  });
});

describe("names from outside are only names", () => {
  const hostile = ["__proto__", "constructor", "toString", "hasOwnProperty"];

  test.each(hostile)("%s as heading, activity and case", async (name) => {
    const text = `${name},case_id,activity,timestamp\nx,${name},${name},2026-01-01T10:00:00Z`;
    const parsed = await parse(text, { mapping: undefined });
    expect(parsed.headers).toEqual([name, "case_id", "activity", "timestamp"]);
    expect(parsed.activities).toEqual([{ name, count: 1 }]);
    expect(parsed.history.cards.map(({ title }) => title)).toEqual([name]);
    expect(parsed.dropped).toMatchObject([{ fields: [{ field: name, count: 1 }] }]);
  });

  test("columns of one name stay two, and the mapping tells them apart", async () => {
    const text = "case_id,status,status,timestamp\nA,Todo,Open,2026-01-01T10:00:00Z";
    await expect(parse(text, { mapping: undefined })).rejects.toThrow(
      "The file has 2 columns of one name. Say by the mapping which of them holds the activity: status, status (2).",
    );
    const { headers, activities, dropped } = await parse(text, {
      mapping: { activity: "status (2)", deleted: [], ignored: [] },
    });
    expect([headers, activities, dropped]).toMatchObject([
      ["case_id", "status", "status (2)", "timestamp"],
      [{ name: "Open" }],
      [{ fields: [{ field: "status", count: 1 }] }],
    ]);
  });

  test("a heading without a name has its place for one", async () => {
    const { headers } = await parse(",case_id,activity,timestamp\nx,A,new,2026-01-01T10:00:00Z");
    expect(headers[0]).toBe("Column 1");
  });

  test.each([80, 500, 600])("activities that differ after %i characters stay two", async (length) => {
    const one = `${"x".repeat(length)} customer`;
    const other = `${"x".repeat(length)} supplier`;
    const text = log(`A,${one},2026-01-01T10:00:00Z`, `A,${other},2026-01-02T10:00:00Z`);
    const { history, activities, activitiesOf } = await parse(text, { mapping: undefined });
    expect(history.cards[0]?.steps.map(({ columnKey }) => columnKey)).toEqual(["0", "1"]);
    expect(new Set(history.columns.map(({ name }) => name)).size).toBe(2);
    for (const { name } of history.columns) expect(name.length).toBeLessThanOrEqual(80);
    expect([...activitiesOf.values()].flat()).toEqual(activities.map(({ name }) => name));
    const names = activities.map(({ name }) => name);
    expect(await stepsOf(text, mapped(...names))).toHaveLength(1);
    expect((await parse(text, mapped(...names))).history.cards[0]?.steps).toHaveLength(2);
  });
});

test("what PostgreSQL cannot hold does not come in, and nothing else goes with it", async () => {
  const text = log("A\0B,ne\0w,2026-01-01T10:00:00Z");
  expect(await stepsOf(text)).toEqual([["A\0B", "To do 2026-01-01T10:00"]]);
  await expect(parse(log("A,new,2026-01-01T10:00:00Z\0"))).rejects.toThrow("is not a time");
});

describe("bounds, in words", () => {
  const many = (count: number, line: (index: number) => string) =>
    log(...Array.from({ length: count }, (_, index) => line(index)));

  test.each<[string, string, string]>([
    ["cells", `${",".repeat(600)}\n`, "Line 1 has more than 500 cells"],
    [
      "a cell",
      log(`${"x".repeat(1_100_000)},new,2026-01-01T10:00:00Z`),
      "Line 2 is longer than 1,048,576 characters",
    ],
    ["a heading", "x".repeat(70_000), "The first line is longer than 65,536 characters"],
    [
      "activities",
      many(2_001, (index) => `A,step ${index},2026-01-01T10:00:00Z`),
      "more than 2,000 different activities",
    ],
    ["faults", many(5_000, () => "A,new,never"), "and at least 995 more"],
    ["no events", "case_id,activity,timestamp\n", "The file has no events"],
    ["only blank lines", "\n \n\r\n", "The file has no events"],
  ])("%s", async (_, text, words) => {
    await expect(parse(text, { mapping: undefined })).rejects.toThrow(words);
  });
});

describe("times", () => {
  test.each([
    ["2026-01-01T10:00:00+05:30", "2026-01-01T04:30"],
    ["2026-01-01T10:00:00.123456-0800", "2026-01-01T18:00"],
    ["1985-03-01T10:00:00Z", "1985-03-01T10:00"],
    ["2026-01-01 10:00:00.5", "2026-01-01T10:00"],
    ["01.01.2026 10:00", "2026-01-01T10:00"],
    ["2024-02-29T10:00:00Z", "2024-02-29T10:00"],
  ])("%s", async (time, read) => {
    expect(await stepsOf(log(`A,new,${time}`))).toEqual([["A", `To do ${read}`]]);
  });

  test.each(["2026-02-29T10:00:00Z", "2026-13-01T10:00:00Z", "2026-01-01T25:00:00Z", "0000-00-00T00:00:00Z"])(
    "%s is none",
    async (time) => {
      await expect(parse(log(`A,new,${time}`))).rejects.toThrow("is not a time");
    },
  );

  test("forms may change within a file", async () => {
    const times = [
      "01.01.2026 10:00",
      "2026-01-02 10:00:00",
      "1767434400",
      "2026-01-04T10:00:00Z",
      "05.01.2026 10:00",
    ];
    const text = log(...times.map((time, index) => `${index},new,${time}`));
    expect((await stepsOf(text)).map(([, step]) => step)).toEqual(
      [1, 2, 3, 4, 5].map((day) => `To do 2026-01-0${day}T10:00`),
    );
  });
});

describe("any log", () => {
  const names = ["new", "work", "closed", "deleted", "comment", "paused", "reopened"];
  const events = fc.array(
    fc.record({
      caseId: fc.constantFrom("A", "B", "C", "__proto__"),
      activity: fc.constantFrom(...names),
      at: fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2026, 0, 1) }),
    }),
    { minLength: 1, maxLength: 40 },
  );
  const toText = (rows: { caseId: string; activity: string; at: number }[]) =>
    log(...rows.map(({ caseId, activity, at }) => `${caseId},${activity},${new Date(at).toISOString()}`));

  test("each event is a step of a card or reported", async () => {
    await fc.assert(
      fc.asyncProperty(events, async (rows) => {
        const { history, dropped } = await parse(toText(rows));
        const steps = history.cards.reduce((sum, card) => sum + card.steps.length, 0);
        const lost = dropped
          .filter(({ what }) => what.startsWith("events"))
          .reduce((sum, { count }) => sum + count, 0);
        expect(steps + lost).toBe(rows.length);
        const cases = dropped.find(({ what }) => what === "cases")?.count ?? 0;
        expect(history.cards.length + cases).toBe(new Set(rows.map(({ caseId }) => caseId)).size);
      }),
    );
  });

  test("is the same however it is cut into pieces", async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.array(fc.integer({ min: 1, max: 50 })), async (rows, cuts) => {
        const text = toText(rows);
        const pieces: string[] = [];
        let from = 0;
        for (const cut of cuts) {
          pieces.push(text.slice(from, from + cut));
          from += cut;
        }
        expect(await parse([...pieces, text.slice(from)])).toEqual(await parse(text));
      }),
    );
  });

  test("its cells come in as they were written, whatever the separator", async () => {
    const cell = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
      .filter((text) => /\S/.test(text));
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(",", ";", "\t", "|"),
        fc.constantFrom("\n" as const, "\r\n" as const, "\r" as const),
        async (cells, delimiter, record_delimiter) => {
          const rows = cells.map((id) => [id, "new", "2026-01-01T10:00:00Z"]);
          const text = stringify([["case_id", "activity", "timestamp"], ...rows], {
            ...{ delimiter, record_delimiter },
            quoted: true,
          });
          const { history } = await parse(text);
          expect(history.cards.map(({ title }) => title)).toEqual([...new Set(cells.map((id) => id.trim()))]);
        },
      ),
    );
  });
});

describe("a log that Sluice wrote", () => {
  const own = (...lines: string[]) =>
    ["case_id,activity,timestamp,title,beginning,sluice_guarded", ...lines].join("\n");

  test("is read for what its cells stand for; of another, an apostrophe is an apostrophe", async () => {
    const line = "K-7,'-work,2026-01-01T10:00:00Z,'=1+1,";
    const { history } = await parse(own(`${line},1`), { mapping: undefined });
    expect(history.cards).toMatchObject([{ title: "=1+1", number: 7, isBeginningUnknown: false }]);
    expect(history.columns).toMatchObject([{ name: "-work" }]);
    const other = own(line).replace(",sluice_guarded", "");
    expect((await parse(other, { mapping: undefined })).history).toMatchObject({
      cards: [{ title: "K-7", number: null }],
      columns: [{ name: "'-work" }],
    });
  });

  test("says which beginnings are not known, and when a card left the board", async () => {
    const { history, deleted, dropped } = await parse(
      own(
        "K-1,work,2026-01-01T10:00:00Z,A,unknown,1",
        "K-2,work,2026-01-01T11:00:00Z,B,,1",
        "K-1,(off the board),2026-01-02T10:00:00Z,A,,1",
      ),
      { mapping: undefined },
    );
    expect(history.cards.map(({ isBeginningUnknown }) => isBeginningUnknown)).toEqual([true, false]);
    expect(history.cards[0]?.steps.at(-1)?.columnKey).toBeNull();
    expect(deleted).toEqual(["(off the board)"]);
    expect(dropped).toEqual([]);
  });

  test("any texts come back", async () => {
    const piece = fc.oneof(
      fc.constantFrom("'", "=", "+", "-", "@", '"', ",", ";", "|", "sep=", "=1+1", "'=1+1", " "),
      fc.string({ unit: "grapheme", maxLength: 3 }),
    );
    const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => cleanLine(pieces.join("")));
    await fc.assert(
      fc.asyncProperty(text.filter(isVisible), text.filter(isVisible), async (title, column) => {
        fc.pre(column.length <= 80 && column !== "(off the board)");
        const rows = [
          ["case_id", "activity", "timestamp", "title", "beginning", "sluice_guarded"],
          ["K-1", column, "2026-01-01T10:00:00.000Z", title, "", "1"],
        ];
        const { history } = await parse(toCsv(rows), { mapping: undefined });
        expect([history.cards[0]?.title, history.columns[0]?.name]).toEqual([title, column]);
      }),
    );
  });
});

test("times finer than thousandths, and cells in another spelling, are counted", async () => {
  const { dropped } = await parse(
    log(
      "A,new,2026-01-01T10:00:00.123456Z",
      " A ,new,2026-01-02T10:00:00.120Z",
      "A, work,2026-01-03T10:00:00Z",
    ),
  );
  expect(dropped.map(({ what, count }) => [what, count])).toEqual([
    ["events that move nothing", 1],
    ["cells in another spelling of the same", 2],
    ["times with more than thousandths of a second", 1],
  ]);
});

test("a preview that fails names the columns of the file, of which others may be meant", async () => {
  const options = { boardName: "B", timeZone: "UTC", mapping: undefined, now: Date.UTC(2027, 0, 1) };
  const text = ["When,What\nsoon,new\nlater,done\n"];
  const failure = (isPreview: boolean) =>
    parseEventLog(text, { ...options, isPreview }).then(
      () => null,
      (error: { details: { headers?: string[] } }) => error.details.headers,
    );
  expect(await failure(true)).toEqual(["When", "What"]);
  expect(await failure(false)).toBeUndefined();
});
