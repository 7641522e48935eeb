import { describe, expect, test } from "vitest";
import { cleanHistory } from "@/lib/server/exchange/clean-history";
import { parseEventLog } from "@/lib/server/exchange/event-log";
import { expectLinear } from "../../support/count-steps";

// Nobody stops a server with a small file: twice the input takes about twice the steps, whatever the input is many of.

const times = <T>(size: number, make: (n: number) => T): T[] =>
  Array.from({ length: size }, (_, n) => make(n));
const heading = "case_id,activity,timestamp";
const rows = (size: number, line: (n: number) => string) => `${heading}\n${times(size, line).join("\n")}`;
const at = (n: number) => new Date(1_700_000_000_000 + n * 1_000).toISOString();

const mapping = {
  columns: times(100, (n) => ({
    name: `Step ${n}`,
    kind: "active" as const,
    activities: times(5, (m) => `a${n}-${m}`),
  })),
  deleted: times(400, (n) => `gone ${n}`),
  ignored: times(400, (n) => `ignored ${n}`),
};

/** In pieces, as a file comes; with and without a mapping, as a preview and as an import. */
async function read(text: string): Promise<void> {
  for (const options of [{ mapping: undefined, isPreview: true }, { mapping }]) {
    try {
      const pieces = text.match(/[\s\S]{1,4096}/g) ?? [];
      const common = { boardName: "B", timeZone: "Europe/Berlin", now: Date.now() };
      const parsed = await parseEventLog(pieces, { ...common, ...options });
      cleanHistory(parsed.history);
    } catch (error) {
      expect((error as Error).message).toMatch(/file|line|column|mapping/i);
    }
  }
}

const shapes: Record<string, (size: number) => string> = {
  "events of one case": (size) => rows(size, (n) => `A,step ${n % 7},${at(n)}`),
  "events of many cases": (size) => rows(size, (n) => `case ${n},step ${n % 7},${at(n)}`),
  "events at one instant": (size) => rows(size, (n) => `A,step ${n % 7},${at(0)}`),
  "events in the order of no case": (size) => rows(size, (n) => `case ${(n * 7919) % 97},step,${at(-n)}`),
  "events that lead nowhere": (size) => rows(size, (n) => `A,ignored 1,${at(n)}`),
  "times in another form": (size) => rows(size, (n) => `A,step,${at(n).slice(0, 10)} 10:00`),
  "no times": (size) => rows(size, () => "A,step,never"),
  "one activity with many spellings": (size) => rows(size, (n) => `A,step${" ".repeat(n % 900)},${at(n)}`),
  "a long case": (size) => rows(1, () => `${"x".repeat(size * 20)},step,${at(0)}`),
  "a long activity": (size) => rows(1, () => `A,${" \t".repeat(size * 20)}x,${at(0)}`),
  "NUL as heading": (size) => "\0".repeat(size * 20),
  "NUL as cell": (size) => `${heading}\n${"\0".repeat(size * 20)}`,
  "separators in the heading": (size) => ",".repeat(size * 20),
  "separators in a row": (size) => `${heading}\n${",".repeat(size * 20)}`,
  "quotation marks": (size) => `${heading}\n${'"'.repeat(size * 20)}`,
  "quoted line breaks": (size) => `${heading}\n"${"\n".repeat(size * 20)}",step,${at(0)}`,
  "empty lines": (size) => `${heading}\n${"\r\n".repeat(size * 20)}A,step,${at(0)}`,
  "empty lines before the heading": (size) => `${"\n".repeat(size * 20)}${heading}\nA,step,${at(0)}`,
  "rows of blanks": (size) => rows(size, () => "   ,  ,  "),
  "rows too wide": (size) => rows(size, () => "a,b,c,d"),
};

describe("twice as many take twice the steps", () => {
  test.each(Object.entries(shapes))("%s", async (_, make) => {
    await expectLinear(make, read);
  });

  test("activities", async () => {
    await expectLinear((size) => rows(size, (n) => `A,step ${n},${at(n)}`), read, 900);
  });

  test("activities that begin alike", async () => {
    const start = "x".repeat(600);
    await expectLinear((size) => rows(size, (n) => `A,${start}${n},${at(n)}`), read, 900);
  });

  test("columns of one name", async () => {
    await expectLinear((size) => `${"id,".repeat(size)}\n`, read, 240);
  });
});
