import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "constraint",
  name: "Probable constraint",
  text: [
    "The queue and active columns by the time that cards spent in them within the range. First come those that held more cards at the end of every quarter of it than at the end of the one before: there work piles up. Without such a column, the one with the most time is named, and it is said that this is the weaker guess. Where the column is a queue, the next active one is named, since it takes too little out.",
    "It is a hint where to look first, and no proof; with fewer than 10 cards finished in the range none is named, and the times stand alone. On the page of all boards it is that of the last 90 days, as the reports show it when no range is chosen.",
  ],
  examples: [
    {
      words:
        "Ready for review held 1 card when the range began and 3, 6, 7 and 9 at the ends of its quarters: 8 more came than went, in every quarter some, and Review behind it is the probable constraint.",
      given: { held: [1, 3, 6, 7, 9] },
      gives: { growth: 8, levels: [1, 3, 6, 7, 9], heldIn: "Ready for review", constraint: "Review" },
    },
  ],
};
