import type { Definition } from "./definition";

export const team: Definition = {
  id: "team",
  name: "Boards of a team together",
  text: [
    "Where a team has several boards, the page of all boards counts their cards as one: throughput and cycle time of all cards finished in the last 30 days beside the 30 before, each card by the days of its own board. Percentiles are taken from the cards, never from the boards' percentiles. A board that is younger than the days before finished nothing then.",
    "The forecast draws from the last 90 days that are over. A drawn day is what all boards finished on it, so that boards which are quiet together stay so. Each weekday is drawn from the same weekday, or, where all boards have the same working days, those from working days and others from others. With fewer than 10 finished cards, or five days on which anything was finished, there is none.",
  ],
  examples: [
    {
      words:
        "Board A finished two cards in 1 day each, board B six in 9 days each: the median of the team is 9 days, the fourth of eight, and not 5, the mean of the boards.",
      given: { tookDays: { A: [1, 1], B: [9, 9, 9, 9, 9, 9] } },
      gives: { medianDays: 9 },
    },
  ],
};
