import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "cycle-time",
  name: "Cycle time",
  text: [
    "From start to finish. In days, both ends count: a card started and finished on one day took 1 day, never 0; a board may count working days alone. Elapsed time, to the millisecond, is kept apart and never mixed with days.",
    "The scatterplot, the percentiles and the histogram are in days. Little's law, flow efficiency and time in column use elapsed time.",
    "The moving median of a day is the median of the cards finished on it and the 29 days before, those before the range included. A day with no such card has none, and the line breaks.",
  ],
  examples: [
    {
      words: "Started on Monday at 23:50 and finished on Tuesday at 00:10: 20 minutes elapsed, and 2 days.",
      given: {
        log: {
          A: [
            ["doing", "2026-03-02 23:50"],
            ["done", "2026-03-03 00:10"],
          ],
        },
      },
      gives: { minutes: 20, days: 2 },
    },
    {
      words: "Ten cards that took 1, 2, 3 … 10 days: half took 5 days or less, 85 % took 9 days or less.",
      given: { tookDays: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
      gives: { percentiles: { "50": 5, "85": 9 } },
    },
  ],
};
