import { expect, test } from "vitest";
import { z } from "zod";
import { boardGone, boardReset, liveEvent } from "@/lib/contracts/activity";
import { importPreview, startedImport } from "@/lib/contracts/import";
import { problem } from "@/lib/contracts/problem";
import { type Door, doorOf, routes } from "@/lib/server/routes";
import { requests } from "../../../support/requests";
import {
  boardGoneExample,
  boardResetExample,
  importPreviewExample,
  liveEventExample,
  problemExample,
  startedImportExample,
  wire,
} from "../../../support/wire";

/** What an operation answers with. */
const answerOf = (door: string) => routes.find((route) => doorOf(route) === door)?.answer;

/** The shape that an answer is about: of a page, that of its items. */
function subjectOf(answer: unknown): unknown {
  if (!(answer instanceof z.ZodObject)) return answer;
  const { items, nextCursor } = answer.shape;
  return nextCursor && items instanceof z.ZodArray ? items.element : answer;
}

test.each(Object.keys(wire) as Door[])("the fields of %s are called on the wire as ever", (door) => {
  const answer = answerOf(door);
  expect(answer instanceof z.ZodType && answer.parse(wire[door])).toEqual(wire[door]);
});

test.each([
  [liveEvent, liveEventExample],
  [boardReset, boardResetExample],
  [boardGone, boardGoneExample],
  [importPreview, importPreviewExample],
  [startedImport, startedImportExample],
  [problem, problemExample],
])("so are those of events, refusals and what else there is", (shape: z.ZodType, example) => {
  expect(shape.parse(example)).toEqual(example);
});

test("there is one of each shape that an operation answers with", () => {
  const shown = new Set(Object.keys(wire).map((door) => subjectOf(answerOf(door))));
  const missing = routes.filter(({ answer }) => answer instanceof z.ZodType && !shown.has(subjectOf(answer)));
  expect(missing.map(doorOf)).toEqual([]);
});

const read = ["query", "body"] as const;

/** What an operation reads of a request, and what is refused there that it does not know. */
function strictOf(schema: unknown): z.ZodObject {
  if (!(schema instanceof z.ZodObject)) throw new Error("A request is read by the shape of an object.");
  return schema.strict();
}

/** The requests that are shown, each with the schema that reads it. */
const shownRequests = Object.entries(requests).flatMap(([door, request]) => {
  const route = routes.find((one) => doorOf(one) === door);
  return read.flatMap((part) => {
    const schema = route?.[part];
    return schema ? [{ door, part, schema, example: Object(request)[part] as unknown }] : [];
  });
});

test.each(shownRequests)("the fields of the $part of $door are called as ever", ({ schema, example }) => {
  const { data, error } = strictOf(schema).safeParse(example);
  expect(error?.issues).toBeUndefined();
  expect(Object.keys(data ?? {}).sort()).toEqual(Object.keys(strictOf(schema).shape).sort());
});

test("there is one of each shape that an operation reads", () => {
  const shown = new Set<unknown>(shownRequests.map(({ schema }) => schema));
  const missing = routes.flatMap((route) =>
    read
      .filter((part) => route[part] && !shown.has(route[part]))
      .map((part) => `${part} of ${doorOf(route)}`),
  );
  expect(missing).toEqual([]);
});
