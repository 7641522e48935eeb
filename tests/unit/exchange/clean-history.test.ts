import fc from "fast-check";
import { expect, test } from "vitest";
import { type BoardHistory, plainCard } from "@/lib/domain/board-history";
import { cleanLine, cleanText } from "@/lib/domain/text";
import { cleanHistory } from "@/lib/server/exchange/clean-history";

const step = { columnKey: "c", at: 0 };

function board(over: Partial<BoardHistory>): BoardHistory {
  const columns = [{ key: "c", name: "Column", kind: "active" as const, isArchived: false }];
  return { name: "Board", key: null, timeZone: "UTC", columns, labels: [], cards: [], limits: [], ...over };
}

const titled = (...titles: string[]) => board({ cards: titles.map((title) => plainCard(title, [step])) });
const told = (history: BoardHistory) =>
  Object.fromEntries(cleanHistory(history).dropped.map(({ what, count }) => [what, count]));

test("what is as it would be typed stays, and nothing is told", () => {
  const text = "One — 日本 👩‍👩‍👧 é";
  const { history, dropped } = cleanHistory(titled(text, text));
  expect(history.cards.map(({ title }) => title)).toEqual([text, text]);
  expect(dropped).toEqual([]);
});

test("each text is counted once for each way in which it is not kept", () => {
  expect(told(titled("a\0b\0c", "a\ud83d b", "fine", "\u202eturned"))).toEqual({
    "texts with characters that are no text": 3,
  });
  expect(told(titled("one\ntwo\nthree", "tab\tbed"))).toEqual({
    "line breaks and tabs in names and titles": 2,
  });
  expect(told(titled("x".repeat(501), "x".repeat(500), `${"x".repeat(499)}😀 and more`))).toEqual({
    "ends of long texts": 2,
  });
  expect(told(titled(" padded ", "e\u0301"))).toEqual({ "texts in another spelling of the same": 2 });
  expect(told(titled("a\nb\0"))).toEqual({
    "texts with characters that are no text": 1,
    "line breaks and tabs in names and titles": 1,
  });
});

test("of what is empty nothing was lost; of what became empty something was", () => {
  const { history } = cleanHistory(titled("", "\0\0", "\u200b"));
  expect(history.cards.map(({ title }) => title)).toEqual(["Untitled", "Untitled", "Untitled"]);
  expect(told(titled("", "\0\0", "\u200b"))).toEqual({
    "texts with characters that are no text": 1,
    "names and titles of which nothing is to be seen": 2,
  });
});

test("an emoji is never cut in half, nor a text longer than its place", () => {
  const [card] = cleanHistory(titled(`${"a".repeat(499)}😀 and more`)).history.cards;
  expect(card?.title).toBe(`${"a".repeat(499)}😀`);
});

test("labels that are the same after 40 characters are one, on every card that has any of them, once", () => {
  const long = "l".repeat(40);
  const history = board({
    labels: ["1", "2", "3"].map((key) => ({
      key,
      name: key === "3" ? "other" : `${long}${key}`,
      colour: "",
    })),
    cards: [
      { ...plainCard("A", [step]), labelKeys: ["1", "2", "3"] },
      { ...plainCard("B", [step]), labelKeys: ["2"] },
    ],
  });
  const clean = cleanHistory(history).history;
  expect(clean.labels.map(({ key, name }) => [key, name])).toEqual([
    ["1", long],
    ["3", "other"],
  ]);
  expect(clean.cards.map(({ labelKeys }) => labelKeys)).toEqual([["1", "3"], ["1"]]);
  expect(told(history)).toEqual({ "ends of long texts": 2, "labels with the name of another": 1 });
});

test("columns that are the same after 80 characters stay two", () => {
  const columns = ["a", "b"].map((key) => ({
    key,
    name: `${"c".repeat(80)}${key}`,
    kind: "active" as const,
    isArchived: false,
  }));
  const { history } = cleanHistory(board({ columns }));
  expect(history.columns.map(({ key, name }) => [key, name])).toEqual([
    ["a", "c".repeat(80)],
    ["b", "c".repeat(80)],
  ]);
});

test("a text that is not told of is the same on the board, and one that is the same is not told of", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 3 }),
    fc.constantFrom("\0", "\ud83d", "\n", "\r\n", "\t", " ", "e\u0301", "\u200b", "\u202e", "a".repeat(300)),
  );
  const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, text, (title, description) => {
      const { history, dropped } = cleanHistory(
        board({ cards: [{ ...plainCard(title, [step]), description }] }),
      );
      const [card] = history.cards;
      const isSame = (card?.title === title || title === "") && card?.description === description;
      expect(dropped.length === 0).toBe(isSame);
    }),
  );
});

test("texts are kept as the doors of the API keep them", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (raw) => {
      const { history } = cleanHistory(
        board({ cards: [{ ...plainCard(`x${raw}`, [step]), description: raw }] }),
      );
      expect(history.cards[0]).toMatchObject({ title: cleanLine(`x${raw}`), description: cleanText(raw) });
    }),
  );
});
