import type { Definition } from "./definition";

export const comparison: Definition = {
  id: "comparison",
  name: "The period before",
  text: [
    "A range is held against the one of the same length that ends on the day before it begins. Each figure is counted in both in the same way. Where the board's history does not reach back over all of the earlier one, there is nothing to compare with.",
    "Arrows say which way a figure went. From a change of 10 % on a word says whether that is good, where at least 10 cards were finished in both periods: fewer days and less work in progress are, fewer cards finished are not. Smaller changes come and go by themselves.",
    "With “Compare with the period before”, reports of throughput, time and service level show the earlier period as well, with the same filters. Throughput is laid over day for day, first day on first day; the service level asks in both for the same days.",
  ],
  examples: [
    {
      words: "1 to 30 June is held against 2 to 31 May. A median of 9 days after 12: 3 days less, 25 % down.",
      given: { from: "2026-06-01", to: "2026-06-30", now: 9, before: 12 },
      gives: { from: "2026-05-02", to: "2026-05-31", daysLess: 3, percentDown: 25 },
    },
  ],
};
