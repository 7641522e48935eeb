import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "service-level",
  name: "Service level",
  text: [
    "A service level expectation says “85 % of the cards in 9 days or less”. It is agreed where the team has said so in the settings of its board: then every report goes by it, whatever range and cards it is about, past days included. Where nothing is agreed it is proposed, from 10 finished cards on: the share is 85 %, and the days are that percentile of cycle time over the range. A report that is asked for another share proposes the days for it, and one that is asked for other days goes by those. Every report says which of these it is.",
    "What was kept is the share of the cards finished in the range that took so many days or less. Its own range always keeps a proposed level, so that is no merit; an agreed one can be missed.",
    "A card in progress is late once it is older than that. It is at risk when, of the finished cards that took at least as long as its present age, a smaller share than expected still made it in time; with fewer than 10 finished cards none is.",
  ],
  examples: [
    {
      words: "Ten cards took 1 to 10 days: 85 % in 9 days is proposed.",
      given: { tookDays: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
      gives: { percentile: 85, days: 9 },
    },
    {
      words: "Had the team agreed on 85 % in 6 days, it would have been kept for 6 of the 10, 60 %.",
      given: { tookDays: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], agreed: { percentile: 85, days: 6 } },
      gives: { percentKept: 60 },
    },
    {
      words:
        "With 9 days, a card 8 days old: of those that took 8, 9 and 10 days two of three were in time, 67 %, so it is at risk.",
      given: { tookDays: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], ageDays: 8 },
      gives: { percentChance: 67, risk: "at risk" },
    },
    {
      words: "One 10 days old is late.",
      given: { tookDays: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], ageDays: 10 },
      gives: { risk: "late" },
    },
  ],
};
