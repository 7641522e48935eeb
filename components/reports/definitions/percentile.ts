import type { Definition } from "./definition";

export const percentile: Definition = {
  id: "percentile",
  name: "Percentile",
  text: [
    "Put the values in order, smallest first. The p-th percentile is the one at place p % of their number, rounded up to a whole place. It is always a value that was seen, never one in between. Without values there is no percentile, which is not the same as 0. The median is the 50th.",
  ],
  examples: [
    {
      words:
        "Eight cards took 1, 2, 2, 3, 5, 5, 8 and 13 days. Median: place 0.50 × 8 = 4, so 3 days. 85th: 0.85 × 8 = 6.8, rounded up to place 7, so 8 days.",
      given: { values: [1, 2, 2, 3, 5, 5, 8, 13] },
      gives: { "50": 3, "85": 8 },
    },
  ],
};
