import "../support/database";
import { beforeAll, expect, test } from "vitest";
import { metricNames } from "@/lib/server/metrics";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute, metricDoor } from "../support/call-route";

let board: TestBoard;
let today: string;

beforeAll(async () => {
  board = await buildBoard();
  await buildCard(board, board.member, board.column("Doing"));
  today = new Date().toISOString().slice(0, 10);
});

const ask = (name: string, query: Record<string, string>) =>
  callRoute(metricDoor(name), board.viewer, { params: { id: board.id }, query });

const yearsFromNow = (years: number) => `${Number(today.slice(0, 4)) + years}${today.slice(4)}`;

test.each(metricNames)("%s: a range is clipped to the life of the board", async (name) => {
  const { status, body } = await ask(name, { from: "1900-01-01", to: yearsFromNow(1) });
  expect(status).toBe(200);
  expect([body.from, body.to]).toEqual([today, today]);
  if (body.days?.length) expect(body.days).toHaveLength(1);
  const usual = await ask(name, {});
  expect([usual.body.from, usual.body.to]).toEqual([today, today]);
});

test.each(metricNames)("%s: a mistyped year is refused in words", async (name) => {
  const mistyped = [
    ["from", "0001-01-01"],
    ["from", "0206-01-01"],
    ["to", "9999-12-31"],
    ["to", yearsFromNow(2)],
    ["asOf", yearsFromNow(2)],
    ["asOf", "0206-01-01T00:00:00Z"],
  ] as const;
  for (const [path, day] of mistyped) {
    const { status, body } = await ask(name, { [path]: day });
    expect(status, `${path} ${day}`).toBe(400);
    expect(body.errors[0].path).toBe(path);
    expect(body.errors[0].message).toMatch(/mistyped|right/);
  }
  expect((await ask(name, { from: today, to: "2026-01-01" })).body.errors[0].path).toBe("from");
});

test.each(metricNames)("%s: as of a moment before the board or ahead of now", async (name) => {
  const before = await ask(name, { asOf: "2020-05-01" });
  expect(before.status).toBe(200);
  expect([before.body.from, before.body.to]).toEqual(["2020-05-01", "2020-05-01"]);
  expect((await ask(name, { asOf: yearsFromNow(1) })).body.to).toBe(today);
});
