import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanLine, cleanText, comparable, cutText, isVisible, lengthOf } from "@/lib/domain/text";

/** Any text that JSON can carry, with much of what is seldom typed. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    fc.constantFrom(..."\0\n\r\t \u2028\u0085\ufeff\u202e\u2067\u200b\u200d\u0301e\u00e9\ud83d\ude00\uffff"),
    fc.constantFrom("😀", "👩‍👩‍👧", "🇫🇷", "é", "e\u0301"),
  ),
  maxLength: 40,
});

/** A half of a character. */
const lone = /\p{Surrogate}/u;

describe("what is kept of typed text", () => {
  test("a line is one line, composed, without ends of space and without what is not text", () => {
    expect(cleanLine(" cafe\u0301 \r\n\tmenu\0\ud83d ")).toBe("caf\u00e9 menu");
    expect(cleanLine("invoice\u202efdp.exe")).toBe("invoicefdp.exe");
  });

  test("text keeps its lines and its indents", () => {
    expect(cleanText("one\r\n\ttwo\rthree \u2028\0four\n")).toBe("one\n\ttwo\nthree \nfour\n");
  });

  test("emoji of several parts and the joiners of scripts stay whole", () => {
    expect(cleanLine("👩‍👩‍👧 می‌خواهم")).toBe("👩‍👩‍👧 می‌خواهم");
  });

  test("cleaning what is clean changes nothing, and the database can hold it", () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        for (const clean of [cleanLine, cleanText]) {
          const kept = clean(raw);
          expect(clean(kept)).toBe(kept);
          expect(kept).not.toMatch(lone);
          expect(kept).not.toMatch(/[\0\r\ufeff\u202e]/);
        }
        expect(cleanLine(raw)).not.toMatch(/[\n\t\u0085\u2028]|^\s|\s$/);
      }),
    );
  });
});

test.each(["", " ", "\u200b\u200d", "\u0301", "\u3164", "\u2800", "\u2066\u2069", "\u00ad"])(
  "%j shows nothing",
  (text) => expect(isVisible(text)).toBe(false),
);

test.each(["a", "7", "…", "😀", "नि", "\u200bx"])("%j shows something", (text) =>
  expect(isVisible(text)).toBe(true),
);

describe("length and cuts", () => {
  test("an emoji counts as one and is never halved", () => {
    expect(lengthOf("a😀")).toBe(2);
    expect(cutText(`${"a".repeat(499)}😀 and more`, 500)).toBe(`${"a".repeat(499)}😀`);
    expect(cutText("ab👩‍👩‍👧c", 4)).toBe("ab");
  });

  test("what is no pair counts as one, up to the last there is", () => {
    expect(cutText("\uffffab", 2)).toBe("\uffffa");
  });

  test("one character longer than the room is cut between its parts", () => {
    expect(cutText(`e${"\u0301".repeat(50)}`, 10)).toBe(`e${"\u0301".repeat(9)}`);
  });

  test("a cut is a beginning, fits, and is well formed", () => {
    fc.assert(
      fc.property(anyText.map(cleanText), fc.integer({ min: 1, max: 50 }), (text, max) => {
        const cut = cutText(text, max);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut).not.toMatch(lone);
        expect(lengthOf(cut)).toBeLessThanOrEqual(max);
        if (lengthOf(text) <= max) expect(cut).toBe(text);
        else expect(cut).not.toBe("");
      }),
    );
  });
});

describe("comparison", () => {
  test("composed or not, in any case, with invisible characters or several spaces: the same", () => {
    expect(comparable("  Cafe\u0301\u200b \u00a0Menu")).toBe(comparable("caf\u00e9 menu"));
    expect(comparable("ÄNDERUNG")).toBe(comparable("a\u0308nderung"));
  });

  test("its form is small letters with single spaces, none at the ends", () => {
    expect(comparable(" \u200b Cafe\u0301 \u200b MENU\u200b ")).toBe("caf\u00e9 menu");
  });

  test.each([
    ["café", "cafe"],
    ["Maße", "Masse"],
    ["to do", "todo"],
  ])("%s and %s are two names: other letters, or another space", (one, other) => {
    expect(comparable(one)).not.toBe(comparable(other));
  });

  test("comparing what was compared changes nothing", () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        expect(comparable(comparable(raw))).toBe(comparable(raw));
      }),
    );
  });
});
