import { AsyncLocalStorage } from "node:async_hooks";
import { EventEmitter } from "node:events";
import type pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hearAnnouncements, passOnAnnouncements } from "@/lib/server/db/announcements";

// What a connection says, in the words of PostgreSQL's protocol.

let wire: EventEmitter;
let heard: (readonly string[])[];
let stop: () => void;

beforeEach(() => {
  wire = new EventEmitter();
  heard = [];
  stop = hearAnnouncements((texts) => heard.push(texts));
  passOnAnnouncements({ connection: wire } as unknown as pg.Client);
});
afterEach(() => stop());

const announce = (message: string) => wire.emit("notice", { code: "SLN01", message });
const ready = (status: "I" | "T" | "E") => wire.emit("readyForQuery", { status });
const complete = (text: string) => wire.emit("commandComplete", { text });

test("what a statement announces is passed on when it is committed", () => {
  announce("one");
  complete("SELECT 1");
  expect(heard).toEqual([]);
  ready("I");
  ready("I");
  expect(heard).toEqual([["one"]]);
});

test("what a transaction announces is passed on at its end, all at once", () => {
  for (const message of ["one", "two"]) {
    announce(message);
    ready("T");
  }
  expect(heard).toEqual([]);
  complete("COMMIT");
  ready("I");
  expect(heard).toEqual([["one", "two"]]);
});

test("what is rolled back is passed on by nobody", () => {
  announce("failed");
  wire.emit("errorMessage");
  ready("I");
  announce("given up");
  ready("T");
  complete("ROLLBACK");
  ready("I");
  expect(heard).toEqual([]);
});

test("other notices are no announcements", () => {
  wire.emit("notice", { code: "00000", message: "relation exists, skipping" });
  ready("I");
  expect(heard).toEqual([]);
});

test("a transaction without end fills nothing", () => {
  for (let index = 0; index < 5_000; index++) announce(String(index));
  ready("I");
  expect(heard[0]?.length).toBeLessThanOrEqual(1_000);
});

test("who hears it is in nothing that was under way when the connection was opened", () => {
  const storage = new AsyncLocalStorage<string>();
  const seen: unknown[] = [];
  const stopSeeing = hearAnnouncements(() => seen.push(storage.getStore()));
  storage.run("a transaction", () => {
    announce("one");
    ready("I");
  });
  stopSeeing();
  expect(seen).toEqual([undefined]);
});
