import { describe, expect, test } from "vitest";
import { createCalendar } from "@/lib/flow/calendar/calendar";
import type { FinishedCard } from "@/lib/flow/finished/durations";
import { chooseFinished } from "@/lib/flow/finished/finished-choice";

const calendar = createCalendar("UTC");

/** A card finished on a day of March 2026 after so many days. */
function finished(cardId: string, day: number, days: number): FinishedCard {
  const finishedAt = Date.UTC(2026, 2, day, 12);
  const card = {
    cardId,
    cameAt: finishedAt,
    createdAt: finishedAt,
    startedAt: finishedAt,
    finishedAt,
    finishedElsewhere: false,
    foundFinished: false,
    columnId: null,
  };
  return { card, startedAt: finishedAt, finishedAt, elapsedMs: 0, days };
}

const items = [finished("a", 2, 1), finished("b", 2, 3), finished("c", 2, 9), finished("d", 4, 3)];

function choose(choice: Parameters<typeof chooseFinished>[2], maxOfPage = 10) {
  const chosen = chooseFinished(calendar, items, choice, maxOfPage);
  return chosen && { ids: chosen.items.map(({ card }) => card.cardId).join(""), matching: chosen.matching };
}

describe("the finished cards behind a bar", () => {
  test("are none of its business where nothing is asked", () => {
    expect(choose({})).toBeNull();
  });

  test("are those that took so long, both ends counted", () => {
    expect(choose({ daysFrom: 2, daysTo: 3 })).toEqual({ ids: "bd", matching: 2 });
    expect(choose({ daysFrom: 4 })).toEqual({ ids: "c", matching: 1 });
  });

  test("are those of the days on which so many were finished", () => {
    expect(choose({ dayCountFrom: 3, dayCountTo: 3 })).toEqual({ ids: "abc", matching: 3 });
    expect(choose({ dayCountTo: 1 })).toEqual({ ids: "d", matching: 1 });
  });

  test("come page by page, and every page says how many there are", () => {
    expect(choose({ skip: 0 }, 3)).toEqual({ ids: "abc", matching: 4 });
    expect(choose({ skip: 3 }, 3)).toEqual({ ids: "d", matching: 4 });
    expect(choose({ skip: 9 }, 3)).toEqual({ ids: "", matching: 4 });
  });
});
