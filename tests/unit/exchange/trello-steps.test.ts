import { describe, expect, test } from "vitest";
import { cleanHistory } from "@/lib/server/exchange/clean-history";
import { parseTrello } from "@/lib/server/exchange/trello";
import { expectLinear } from "../../support/count-steps";

// Nobody stops a server with a small file: twice the input takes about twice the steps, whatever the input is many of.

const list = (n: number) => ({ id: `l${n}`, name: n === 0 ? "To do" : `List ${n}`, pos: n });
const card = (n: number, over: object = {}) => ({
  id: `c${n}`,
  name: `Card ${n}`,
  idList: "l0",
  pos: -n,
  ...over,
});
const move = (n: number, from: number, to: number, cardId = "c0") => ({
  type: "updateCard",
  date: new Date(1_700_000_000_000 + n * 1_000).toISOString(),
  data: { card: { id: cardId }, listBefore: { id: `l${from}` }, listAfter: { id: `l${to}` } },
});
const times = <T>(size: number, make: (n: number) => T): T[] =>
  Array.from({ length: size }, (_, n) => make(n));
const file = (board: object) =>
  JSON.stringify({ name: "B", lists: [list(0), list(1)], cards: [card(0)], ...board });

const mapping = {
  columns: times(100, (n) => ({
    name: `List ${n}`,
    kind: "active" as const,
    activities: times(5, (m) => `a${n}-${m}`),
  })),
  deleted: times(400, (n) => `gone ${n}`),
  ignored: times(400, (n) => `ignored ${n}`),
};

function read(text: string): void {
  try {
    const parsed = parseTrello(text, {
      boardName: undefined,
      timeZone: "Europe/Berlin",
      mapping,
      now: Date.now(),
    });
    cleanHistory(parsed.history);
  } catch (error) {
    expect((error as Error).message).toMatch(/^The file|^This is not/);
  }
}

const shapes: Record<string, (size: number) => string> = {
  cards: (size) =>
    file({ cards: times(size, (n) => card(n, { due: "2026-03-10T23:00:00.000Z", desc: "text" })) }),
  "cards of one number": (size) => file({ cards: times(size, (n) => card(n, { idShort: 7 })) }),
  "cards of one id": (size) => file({ cards: times(size, () => card(1)) }),
  "moves of one card": (size) => file({ actions: times(size, (n) => move(n, n % 2, (n + 1) % 2)) }),
  "moves of one card that do not follow": (size) => file({ actions: times(size, (n) => move(n, 1, 0)) }),
  "moves of many cards": (size) => file({ actions: times(size, (n) => move(n, 0, 1, `c${n}`)) }),
  "moves at one instant": (size) => file({ actions: times(size, (n) => move(0, n % 2, (n + 1) % 2)) }),
  "lists that only actions know": (size) => file({ actions: times(size, (n) => move(n, n, n + 1)) }),
  "labels on one card": (size) =>
    file({
      cards: [
        card(0, {
          labels: times(size, (n) => ({ id: `b${n % 900}`, name: `Label ${n % 900}`, color: "red" })),
        }),
      ],
    }),
  "odd items": (size) => file({ actions: times(size, () => null), cards: times(size, () => 5) }),
  "fields that nobody knows": (size) =>
    file({ cards: [card(0, Object.fromEntries(times(size, (n) => [`f${n}`, n])))] }),
  "other actions": (size) => file({ actions: times(size, (n) => ({ ...move(n, 0, 1), type: `kind ${n}` })) }),
  "one long name": (size) => file({ cards: [card(0, { name: "x ".repeat(size), desc: " ".repeat(size) })] }),
  "a long name of each list": (size) =>
    file({ lists: times(10, (n) => ({ ...list(n), name: "\t".repeat(size) })) }),
  "escaped quotes": (size) => `"${'\\"'.repeat(size * 10)}`,
};

describe("twice as many take twice the steps", () => {
  test.each(Object.entries(shapes))("%s", async (_, make) => {
    await expectLinear(make, read);
  });

  test("lists", async () => {
    await expectLinear((size) => file({ lists: times(size, list) }), read, 200);
  });
});
