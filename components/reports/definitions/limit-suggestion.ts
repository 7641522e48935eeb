import type { Definition } from "./definition";

export const limitSuggestion: Definition = {
  id: "limit-suggestion",
  name: "Starting value of a limit",
  text: [
    "Two ways to a first value, neither of them the right one. By time: the smallest number of cards that covered at least 85 % of the window; a limit there would rarely have been felt. By flow: Little's law, cards a day that leave the limit's columns times the days that each is to spend there, which is its share of the cycle time times the target cycle time. Rounded to whole cards, at least 1.",
    "Without a target, the median elapsed cycle time of the window is taken. With fewer than 10 finished cards or less than 7 days nothing is suggested.",
  ],
  examples: [
    {
      words:
        "0.9 cards a day leave Review, cards spend 22 % of their cycle time there, and 10 days are aimed at: 0.9 × 2.2 is 1.98, so 2 cards.",
      given: {
        log: {
          A: [
            ["doing", "2026-03-01 00:00"],
            ["review", "2026-03-04 06:00"],
            ["done", "2026-03-05 04:00"],
          ],
        },
        days: 100,
        exits: 90,
        targetDays: 10,
      },
      gives: { cardsPerDay: 0.9, percentOfCycleTime: 22, max: 2 },
    },
  ],
};
