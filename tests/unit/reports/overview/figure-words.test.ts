import { describe, expect, it } from "vitest";
import { wrapWords } from "@/components/reports/drawing/wrap-words";
import {
  ageingItems,
  andonItems,
  blockedItems,
  lateItems,
  limitItems,
} from "@/components/reports/overview/attention-words";
import {
  figureKinds,
  sayComparison,
  sayConstraint,
  sayExpectation,
  sayFigure,
  sayLate,
} from "@/components/reports/overview/figure-words";
import { changeQuery, keepFilters } from "@/lib/client/page/report-address";
import { compareFigure } from "@/lib/flow/boards/compare";
import { tooFewFinished } from "@/lib/flow/finished/too-few";

const tooFew = tooFewFinished(2);
const everyDay = { workingDays: null };
const place = { boardId: "b", boardKey: "WEB" };
const card = { cardId: "c", number: 7, title: "Pay by card" };
const now = Date.parse("2026-03-04T12:00:00Z");

describe("key figures in words", () => {
  it("have a unit, one or many", () => {
    expect(sayFigure(1, figureKinds.medianDays)).toBe("1 day");
    expect(sayFigure(9, figureKinds.medianDays)).toBe("9 days");
    expect(sayFigure(4.25, figureKinds.averageWip)).toBe("4.3 cards");
    expect(sayFigure(null, figureKinds.p85Days)).toBe("none");
  });

  it("say what was before, which way it went, and whether that is good", () => {
    const days = sayComparison(compareFigure(9, 12, null), figureKinds.medianDays);
    expect(days).toEqual({ words: "12 before, 25 % less", trend: "down", verdict: "better" });
    const cards = sayComparison(compareFigure(9, 12, null), figureKinds.throughput);
    expect(cards).toEqual({ words: "12 before, 25 % less", trend: "down", verdict: "worse" });
  });

  it("judge no small change, and call none what the digits hide", () => {
    expect(sayComparison(compareFigure(21, 20, null), figureKinds.throughput)).toEqual({
      words: "20 before, 5 % more",
      trend: "up",
      verdict: null,
    });
    expect(sayComparison(compareFigure(4.01, 4.02, null), figureKinds.averageWip)).toEqual({
      words: "4.0 before",
      trend: "same",
      verdict: null,
    });
  });

  it("judge no change between periods of which one finished too few", () => {
    expect(sayComparison(compareFigure(2, 12, tooFew), figureKinds.throughput)).toEqual({
      words: "12 before, 83 % less",
      trend: "down",
      verdict: null,
    });
  });

  it("say from which age on a card is late, and who says so", () => {
    const level = { percentile: 85, days: 9, basis: "agreed" as const, tooFew: null };
    expect(sayLate(level, everyDay)).toBe(
      "Late is older than 9 days, the service level agreed for 85 % of the cards, or past its due date.",
    );
    expect(sayLate({ ...level, days: 1, basis: "proposed" }, everyDay)).toBe(
      "Late is older than 1 day, in which 85 % of this range's cards were done, or past its due date.",
    );
    expect(sayLate({ ...level, basis: "asked" }, everyDay)).toContain("this view asks for");
    expect(sayLate({ ...level, days: null, basis: "proposed", tooFew }, everyDay)).toBe(
      "Not enough finished yet: 2 of 10 cards. No card is called late for its age, only for a due date that has passed.",
    );
    expect(sayLate({ ...level, tooFew }, everyDay)).toContain(
      "or past its due date. Not enough finished yet: 2 of 10 cards. No card is called at risk.",
    );
  });

  it("say how far a board keeps its service level", () => {
    const level = { percentile: 85, days: 9, basis: "agreed" as const, attainment: 0.84, tooFew: null };
    expect(sayExpectation(level, everyDay)).toEqual({
      name: "Agreed service level",
      level: "85 % in 9 days or less",
      words: "kept for 84 % in 90 days",
      isMissed: true,
    });
    expect(sayExpectation({ ...level, attainment: 34 / 40 }, everyDay).isMissed).toBe(false);
    expect(sayExpectation({ ...level, attainment: 0.5, tooFew }, everyDay)).toMatchObject({
      words: "kept for 50 % in 90 days. Not enough finished yet: 2 of 10 cards.",
      isMissed: false,
    });
    expect(sayExpectation({ ...level, basis: "proposed" }, everyDay)).toMatchObject({
      name: "Proposed service level",
      words: "by the last 90 days; none is agreed",
      isMissed: false,
    });
    expect(sayExpectation({ ...level, basis: "proposed", days: null, tooFew }, everyDay)).toMatchObject({
      level: "none",
      words: "Not enough finished yet: 2 of 10 cards.",
    });
  });

  it("say what speaks for the probable constraint, and how much", () => {
    const held = { columnId: "r", column: "Review", heldColumn: "Ready", isGrowing: true, share: 0.4 };
    expect(sayConstraint(held, null)).toBe("work piled up in Ready before it all through 90 days");
    expect(sayConstraint({ ...held, heldColumn: "Review", isGrowing: false }, null)).toBe(
      "a weak guess: 40 % of all time in 90 days was spent there",
    );
    expect(sayConstraint(null, null)).toContain("no card was in a queue");
    expect(sayConstraint(null, tooFew)).toBe("Not enough finished yet: 2 of 10 cards.");
  });

  it("compare with nothing where there was nothing, and with 0 without a percentage", () => {
    expect(sayComparison(compareFigure(3, null, null), figureKinds.throughput).words).toBe(
      "no figure before",
    );
    expect(sayComparison(compareFigure(3, 0, null), figureKinds.throughput)).toEqual({
      words: "0 before",
      trend: "up",
      verdict: "better",
    });
    expect(sayComparison(compareFigure(null, 5, null), figureKinds.medianDays).words).toBe("5 before");
  });
});

describe("what needs attention in words", () => {
  it("says why a card is late: its due date, its age, or both", () => {
    const overdue = { dueDate: "2026-03-03", daysLate: 1 };
    const words = (ageDays: number | null, past: typeof overdue | null) =>
      lateItems(place, [{ ...card, column: "Review", ageDays, overdue: past }], everyDay)[0]?.words;
    expect(words(20, null)).toBe("20 days old, in Review");
    expect(words(20, overdue)).toBe("due 2026-03-03, 1 day ago, 20 days old, in Review");
    expect(words(null, overdue)).toBe("due 2026-03-03, 1 day ago, in Review");
  });

  it("opens the card", () => {
    expect(ageingItems(place, [{ ...card, column: "Review", ageDays: 20, chance: 0 }], everyDay)).toEqual([
      { id: "c", name: "WEB-7 Pay by card", words: "20 days old, in Review", href: "/boards/b?card=c" },
    ]);
    const [atRisk] = ageingItems(place, [{ ...card, column: "Review", ageDays: 1, chance: 0.82 }], everyDay);
    expect(atRisk?.words).toBe("1 day old, in Review, 82 % of cards that old were still in time");
  });

  it("says for how long and why", () => {
    const since = "2026-03-04T09:00:00Z";
    const blocked = { ...card, column: "Doing", since, category: "environment", reason: "No test data" };
    expect(blockedItems(place, [blocked], now)[0]?.words).toBe(
      "for 3 hours in Doing (environment): No test data",
    );
    const andon = { columnId: "k", column: "Doing", reason: "Build is red", since };
    expect(andonItems(place, [andon], now)[0]).toMatchObject({
      name: "Doing",
      words: "for 3 hours: Build is red",
    });
  });

  it("names a limit and leads to it", () => {
    const limit = {
      id: "l",
      max: 3,
      count: 4,
      mode: "hard" as const,
      columnIds: ["k"],
      laneId: null,
      userId: null,
      perPerson: false,
      classOfService: null,
    };
    const names = { columns: [{ id: "k", name: "Doing" }], lanes: [], members: [] };
    expect(limitItems(place, [limit], names)).toEqual([
      { id: "l", name: "Doing", words: "4 of 3", href: "/boards/b/limits" },
    ]);
  });
});

describe("the address of reports", () => {
  it("changes what it is told to and keeps the rest", () => {
    expect(changeQuery("from=2026-01-01&type=bug&tables=wip", { type: null, lane: "x" })).toBe(
      "?from=2026-01-01&tables=wip&lane=x",
    );
    expect(changeQuery("type=bug", { type: null })).toBe("");
  });

  it("gives its filters to the metrics API and nothing else", () => {
    expect(keepFilters("from=2026-01-01&type=a+b&tables=wip&label=")).toBe("type=a+b");
  });
});

describe("words in a picture", () => {
  it("break into lines that fit", () => {
    const lines = wrapWords("one two three extraordinary", 9, (text) => text.length);
    expect(lines).toEqual(["one two", "three", "extraordinary"]);
    expect(wrapWords("", 9, (text) => text.length)).toEqual([]);
  });
});
