import { expect, test } from "vitest";
import { toBoardModel } from "@/lib/client/board/model";
import { findUnfit, newLabelsOf, parseCardTable, requestsOf } from "@/lib/client/cards/import-cards";
import { buildBoard, buildLimit, idOf } from "../board/board-fixture";

const model = toBoardModel({
  ...buildBoard({ doing: ["x"] }, [buildLimit(2)]),
  lanes: [{ id: idOf("mobile"), name: "Mobile", position: 0 }],
});

test("a table of a spreadsheet becomes cards, names in any case", () => {
  const { items, faults, ignored } = parseCardTable(
    [
      "\uFEFFTitle,Column,Lane,Class,Labels,Due date,Description,Estimate",
      '"Ship, then rest",DOING,mobile,Fixed date,"bug; docs",2026-01-31,"Two',
      'lines",5',
      "Plain,,,,,,,",
    ].join("\n"),
    model,
  );
  expect(faults).toEqual([]);
  expect(ignored).toEqual(["Estimate"]);
  expect(items.map(({ request }) => request)).toEqual([
    {
      columnId: idOf("doing"),
      title: "Ship, then rest",
      laneId: idOf("mobile"),
      classOfService: "fixed-date",
      dueDate: "2026-01-31",
      description: "Two\nlines",
    },
    { columnId: idOf("todo"), title: "Plain" },
  ]);
});

test("semicolons and tabs separate as well", () => {
  for (const mark of [";", "\t"]) {
    const { items } = parseCardTable(`title${mark}column\nOne, two${mark}Review`, model);
    expect(items[0]?.request).toEqual({ columnId: idOf("review"), title: "One, two" });
  }
});

test("what cannot be read is told with its line, and none of it is guessed", () => {
  const { items, faults } = parseCardTable(
    "title,column,class,due date\nGood,,,\nBad,Nowhere,urgent,31.1.2026\n,,expedite,",
    model,
  );
  expect(items).toHaveLength(1);
  expect(faults).toEqual([
    "Line 3: no column is called “Nowhere”.",
    "Line 3: “urgent” is no class of service.",
    "Line 3: “31.1.2026” is no date in the form 2026-01-31.",
    "Line 4: there is no title.",
  ]);
  expect(parseCardTable("Write the notes\nShip it", model).faults).toHaveLength(1);
  expect(parseCardTable("", model)).toEqual({ items: [], faults: [], ignored: [] });
});

test("labels go in by name; those that the board lacks are named once", () => {
  const { items } = parseCardTable("title,labels\nA,Bug|Docs\nB,docs", model);
  expect(newLabelsOf(items, model)).toEqual(["Docs"]);
  const labels = [...model.labels, { id: idOf("docs"), name: "Docs", colour: "sky" }];
  expect(requestsOf(items, labels).map((request) => request.labelIds)).toEqual([
    [idOf("bug"), idOf("docs")],
    [idOf("docs")],
  ]);
});

test("the first line without a slot is found, each card before it having taken one", () => {
  const { items } = parseCardTable("title,column\nA,Doing\nB,Todo\nC,Doing", model);
  expect(findUnfit(items, model)).toMatchObject({
    item: { line: 4 },
    admission: { limits: [{ count: 2, max: 2 }] },
  });
  expect(findUnfit(items.slice(0, 2), model)).toBeNull();
});

test("a file whose cells are guarded is read for what they stand for; of another, an apostrophe is an apostrophe", () => {
  const ours =
    'title,labels,description,type,sluice_guarded\n"\'=1+1",a\\;b; c,"  in",bug,1\n"\'\'=1+1",,,,1';
  expect(parseCardTable(ours, model).items.map(({ request, labels }) => [request, labels])).toMatchObject([
    [{ title: "=1+1", description: "  in", type: "bug" }, ["a;b", "c"]],
    [{ title: "'=1+1" }, []],
  ]);
  expect(parseCardTable(ours, model).ignored).toEqual([]);
  expect(parseCardTable("title,__proto__\n'=1+1,x", model)).toMatchObject({
    items: [{ request: { title: "'=1+1" } }],
    ignored: ["__proto__"],
  });
});

test("a title is measured in characters as readers count them", () => {
  expect(parseCardTable(`title\n${"😀".repeat(500)}`, model).faults).toEqual([]);
  expect(parseCardTable(`title\n${"😀".repeat(501)}`, model).faults).toHaveLength(1);
});
