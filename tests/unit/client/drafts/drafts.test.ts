import fc from "fast-check";
import { expect, test } from "vitest";
import { findTitleFault, maxPastedCards, titlesOf } from "@/lib/client/cards/card-lines";
import { Drafts } from "@/lib/client/drafts/drafts";
import { dayMs } from "@/lib/domain/duration";

class MemoryStorage implements Storage {
  private readonly kept = new Map<string, string>();
  get length() {
    return this.kept.size;
  }
  key = (index: number) => [...this.kept.keys()][index] ?? null;
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
  clear = () => this.kept.clear();
}

function open(storage: Storage, at = 0) {
  return new Drafts(
    () => storage,
    () => at,
  );
}

test("what was typed is found again after the page was loaded anew, whatever it was", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: "binary" }), fc.string(), (place, text, base) => {
      const storage = new MemoryStorage();
      open(storage).keep(place, { text, base });
      expect(open(storage).find(place)).toEqual({ text, base });
    }),
  );
});

test("a draft that was dropped is gone here and after loading anew", () => {
  const storage = new MemoryStorage();
  const drafts = open(storage);
  drafts.keep("ana:title:1", { text: "typed", base: "" });
  drafts.drop("ana:title:1");
  expect(drafts.find("ana:title:1")).toBeNull();
  expect(open(storage).find("ana:title:1")).toBeNull();
});

test("nobody finds the draft of another person", () => {
  const storage = new MemoryStorage();
  open(storage).keep("ana:title:1", { text: "typed", base: "" });
  expect(open(storage).find("bo:title:1")).toBeNull();
});

test("drafts end after 30 days", () => {
  const storage = new MemoryStorage();
  open(storage, 0).keep("a", { text: "typed", base: "" });
  expect(open(storage, 30 * dayMs).find("a")).not.toBeNull();
  expect(open(storage, 30 * dayMs + 1).find("a")).toBeNull();
});

test("of more than 100 drafts the oldest go, and what others keep in the browser stays", () => {
  const storage = new MemoryStorage();
  storage.setItem("theme", "dark");
  for (let n = 0; n < 130; n++) open(storage, n).keep(`place ${n}`, { text: "typed", base: "" });
  expect(storage.length).toBe(101);
  expect(open(storage, 130).find("place 29")).toBeNull();
  expect(open(storage, 130).find("place 30")).not.toBeNull();
  expect(storage.getItem("theme")).toBe("dark");
});

test("a browser that keeps nothing still has the text while the page stands", () => {
  const drafts = new Drafts(() => {
    throw new Error("denied");
  });
  drafts.keep("a", { text: "typed", base: "" });
  expect(drafts.find("a")).toEqual({ text: "typed", base: "" });
});

test.each(["{", "7", '{"text":1}', "null"])("what is kept and cannot be read is no draft: %s", (text) => {
  const storage = new MemoryStorage();
  storage.setItem("sluice:draft:a", text);
  expect(open(storage).find("a")).toBeNull();
});

test("a pasted list gives a title for each line that says something", () => {
  expect(titlesOf(" first\r\n\nsecond\u2028third \r ")).toEqual(["first", "second", "third"]);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const title of titlesOf(text)) {
        expect(title).not.toMatch(/[\r\n\u2028\u2029]/);
        expect(title.trim()).not.toBe("");
      }
    }),
  );
});

test("too many lines and too long ones are named", () => {
  const lines = Array.from({ length: maxPastedCards }, (_, index) => `card ${index}`);
  expect(findTitleFault(lines)).toBeNull();
  expect(findTitleFault([...lines, "one more"])).toMatch(/101 lines/);
  expect(findTitleFault(["short", "x".repeat(501)])).toMatch(/^Line 2 /);
  expect(findTitleFault(["😀".repeat(500)])).toBeNull();
});
