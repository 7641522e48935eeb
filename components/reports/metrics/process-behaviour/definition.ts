import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "process-behaviour",
  name: "Process behaviour",
  text: [
    "Whether a change is more than the usual coming and going. The middle line is the mean, the limits lie 2.66 mean moving ranges above and below it; a moving range is the distance from one value to the next. A lower limit under 0 is left out.",
    "A signal is a value outside the limits, two of three values far on one side, four of five fairly far, or eight in a row on one side of the mean. Between the limits there is nothing to explain. Long ranges take throughput by whole weeks, since by the day every weekend would look like a signal; days that are not over yet are left out. With fewer than 10 cards finished in the range, no value of throughput or cycle time is called a signal.",
  ],
  examples: [
    {
      words:
        "Weeks with 4, 6, 5 and 7 cards: the mean is 5.5, the moving ranges 2, 1 and 2, on average 1.67. Limits: 5.5 ± 2.66 × 1.67, from 1.1 to 9.9. A week with 9 cards is no news.",
      given: { weeks: [4, 6, 5, 7], next: 9 },
      gives: { mean: 5.5, lower: 1.1, upper: 9.9, signals: [] },
    },
  ],
};
