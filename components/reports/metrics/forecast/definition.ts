import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "forecast",
  name: "Forecast",
  text: [
    "The future is played 10,000 times. Each day of it takes the throughput of a past day drawn at random, days without a finish included. Where every day counts, a Monday is drawn from past Mondays, and so on for each weekday, as soon as the range has four weeks of days that are over; with fewer, any day is drawn from all of them, and the forecast says so. Where the board counts working days, a working day is drawn from past working days and another from the others, if the range has both. “When” asks on which day the last of so many cards is done, “how many” how many are done by a day.",
    "The answer at 85 % is what 85 % of the plays did at least as well as. With fewer than 10 finished cards, or fewer than 5 days on which anything was finished, no answer is given. Plays of more than 3,650 days end there and count as later than that; an answer among them is “later than ten years”.",
    "Up to a year ahead the answers are within a day of the exact ones. Further away chance has more room: the days between the answers at three standard errors of 10,000 plays less and more are given as ±, and plays with other numbers give an answer within them. That is the tolerance of the arithmetic alone; how much the future is like the past is another question. Beside it stands how often earlier forecasts, made again with what was known then, came true.",
  ],
  examples: [
    {
      words:
        "Past days with 0, 0, 1 and 2 cards, each as often as the others; two cards to do. Done on the first day: only when a 2 is drawn, 25 %. By the second day: 8 of the 16 possible pairs of days add up to 2 or more, 50 %.",
      given: { pastDays: [0, 0, 1, 2], weeks: 5, items: 2 },
      gives: { percentByFirstDay: 25, percentBySecondDay: 50 },
    },
    {
      words:
        "Ten weeks with one card on each Monday and none on other days: asked on a Friday, the next card is done on the fourth day, Monday, in every play. At 85 % of 10,000 plays three standard errors are 3 × √(0.85 × 0.15 ÷ 10,000), 1.1 points: if 84 % are done in 735 days, 85 % in 741 and 86 % in 747, the answer is 741 days ± 6 or 7.",
      given: { pastDays: [1, 0, 0, 0, 0, 0, 0], weeks: 10, items: 1, askedOn: "Friday" },
      gives: { doneOn: "Monday", isSameInEveryPlay: true },
    },
  ],
};
