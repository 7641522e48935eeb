import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type BoardFilter,
  filterCards,
  filterMembers,
  nobody,
  noFilter,
  noLabel,
  readFilter,
} from "@/lib/client/board/filter";
import { changeQuery } from "@/lib/client/page/report-address";
import type { CardView } from "@/lib/contracts/card";
import { classesOfService } from "@/lib/domain/board";

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("a, b & c=d", "100 % #1 + 2", "👩‍🚒 é"),
);
const choice = (special: string) => fc.oneof(fc.constant(null), fc.uuid(), fc.constant(special));
const filters: fc.Arbitrary<BoardFilter> = fc.record({
  text,
  assignee: choice(nobody),
  labelId: choice(noLabel),
  classOfService: fc.constantFrom(null, ...classesOfService),
});

test("a filter comes back from its address as it was, and writes the same address again", () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const written = changeQuery("?card=PRO-1", filterMembers(filter));
      const read = readFilter(new URLSearchParams(written));
      expect(read).toEqual(filter);
      expect(changeQuery("?card=PRO-1", filterMembers(read))).toBe(written);
    }),
  );
});

const card = (part: Partial<CardView>) =>
  ({
    id: "1",
    number: 1,
    title: "Café",
    assigneeIds: [],
    labelIds: [],
    classOfService: "standard",
    ...part,
  }) as CardView;
const shown = (filter: Partial<BoardFilter>, cards: CardView[], kept: string[] = []) =>
  filterCards(cards, { ...noFilter, ...filter, kept: new Set(kept) }, "PRO").map(({ id }) => id);

test("search compares composed letters without case, and diacritics as typed", () => {
  expect(shown({ text: "CAFE\u0301" }, [card({})])).toEqual(["1"]);
  expect(shown({ text: "cafe" }, [card({})])).toEqual([]);
});

test("nobody and no label are found", () => {
  const cards = [card({ id: "1" }), card({ id: "2", assigneeIds: ["a"], labelIds: ["l"] })];
  expect(shown({ assignee: nobody }, cards)).toEqual(["1"]);
  expect(shown({ labelId: noLabel }, cards)).toEqual(["1"]);
});

test("a card that was made under a filter stays in sight", () => {
  expect(shown({ text: "else" }, [card({ id: "1" }), card({ id: "2" })], ["2"])).toEqual(["2"]);
});
