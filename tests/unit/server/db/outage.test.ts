import { expect, test } from "vitest";
import { classifyOutage } from "@/lib/server/db/outage";

const failure = (over: object) => Object.assign(new Error("failed"), over);

test.each([
  ["nobody listens", failure({ code: "ECONNREFUSED" })],
  ["nobody listens, by several addresses", new AggregateError([failure({ code: "ECONNREFUSED" })])],
  ["the server shuts down", failure({ code: "57P01" })],
  ["the server starts", failure({ code: "57P03" })],
  ["too many connections", failure({ code: "53300" })],
  ["a standby that only reads", failure({ code: "25006" })],
  ["the pool gave none in time", new Error("timeout exceeded when trying to connect")],
  ["the line was cut", new Error("Connection terminated unexpectedly")],
  ["Prisma cannot reach it", failure({ code: "P1001" })],
  [
    "as Prisma wraps it",
    failure({ code: "P2010", meta: { driverAdapterError: { cause: { originalCode: "57P01" } } } }),
  ],
  [
    "as its adapter says it in the midst of a transaction",
    failure({ name: "DriverAdapterError", message: "ConnectionClosed", cause: { kind: "ConnectionClosed" } }),
  ],
])("an outage: %s", (_, thrown) => {
  expect(classifyOutage(thrown)).toBe("outage");
});

test.each([
  ["as the driver says it", failure({ code: "53100" })],
  [
    "as Prisma wraps it",
    failure({ code: "P2010", meta: { driverAdapterError: { cause: { originalCode: "53100" } } } }),
  ],
])("the disk is full: %s", (_, thrown) => {
  expect(classifyOutage(thrown)).toBe("full");
});

test.each([
  ["by its own time", failure({ code: "57014" })],
  ["by a lock's", failure({ code: "55P03" })],
  [
    "as Prisma wraps it",
    failure({ code: "P2010", meta: { driverAdapterError: { cause: { originalCode: "57014" } } } }),
  ],
])("a statement was stopped: %s", (_, thrown) => {
  expect(classifyOutage(thrown)).toBe("stopped");
});

test.each([
  ["a broken rule", failure({ code: "23505" })],
  ["a value out of range", failure({ code: "22008" })],
  ["a file that is missing", failure({ code: "ENOENT" })],
  ["a fault of ours", new TypeError("undefined is not a function")],
  ["anything", "text"],
  ["nothing", null],
])("neither: %s", (_, thrown) => {
  expect(classifyOutage(thrown)).toBeNull();
});
