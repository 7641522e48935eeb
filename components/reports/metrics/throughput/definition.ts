import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "throughput",
  name: "Throughput",
  text: [
    "How many cards were finished on a day. Days without a finish count as zero. A reopened card counts once, on the day of its last finish.",
    "Weeks begin on Monday. A week or month that the range cuts counts its days in the range and is left out of the mean.",
    "A rate per week is the number of cards by the days of the range, times seven.",
  ],
  examples: [
    {
      words: "18 cards in 30 days: 18 ÷ 30 × 7 is 4.2 a week.",
      given: { finished: 18, days: 30 },
      gives: { words: "18 cards finished, 4.2 a week" },
    },
  ],
};
