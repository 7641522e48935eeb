import type { Definition } from "./definition";

export const limitUse: Definition = {
  id: "limit-use",
  name: "Use of a limit",
  text: [
    "Every change of a card that a limit can see is kept: its column, lane, class of service, people and whether it is blocked. Played again in order, they give the number of cards under every limit at every moment.",
    "Full is the part of the time in which at least as many cards were under the limit as it allowed then; over, more. For a limit on each person it is full while anybody is. Time in which the limit did not stand is left out. The present columns and the board's settings are applied to the past.",
    "A card comes in when it newly comes under a limit. Moving within its columns is no entry, and neither is a change of the limit itself.",
  ],
  examples: [
    {
      words:
        "A limit of 2 over a day: nothing for 6 hours, one card for 6, two for 12. It was full half of the time.",
      given: { max: 2, hoursOfCards: [6, 6, 12] },
      gives: { fullHours: 12, shareFull: "half" },
    },
  ],
};
