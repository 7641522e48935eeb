import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "wip",
  name: "Work in progress",
  text: [
    "Cards that are started and not finished. The chart shows their number at the end of each day. The average is over time: a card that was in progress for half of the range adds one half to it.",
    "The count on a column is simpler, all cards in it, and is what WIP limits look at. The two differ for cards that were sent back before the commitment point or reopened.",
  ],
  examples: [
    {
      words:
        "In a range of 10 days one card is in progress all the time and another for 5 days: 15 card-days ÷ 10 days is an average of 1.5.",
      given: {
        log: {
          A: [["doing", "2026-03-01 00:00"]],
          B: [
            ["doing", "2026-03-03 00:00"],
            ["done", "2026-03-08 00:00"],
          ],
        },
        from: "2026-03-01",
        to: "2026-03-10",
      },
      gives: { cardDays: 15, average: 1.5 },
    },
  ],
};
