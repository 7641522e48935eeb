import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "queue-age",
  name: "Queue age",
  text: [
    "How long a card has been in its present column, since it entered it the last time. Time over all its visits to that column, its dwell, is shown beside it where it differs.",
    "It is not the card's age: a card may be young and stuck, or old and moving.",
  ],
  examples: [
    {
      words:
        "In Review for 3 days, back in Doing for 2, in Review again since yesterday: a queue age of 1 day, a dwell of 4 days.",
      given: {
        log: {
          A: [
            ["review", "2026-03-01 09:00"],
            ["doing", "2026-03-04 09:00"],
            ["review", "2026-03-06 09:00"],
          ],
        },
        asOf: "2026-03-07 09:00",
      },
      gives: { queueAgeDays: 1, dwellDays: 4 },
    },
  ],
};
