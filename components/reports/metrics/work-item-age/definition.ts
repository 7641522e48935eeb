import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "work-item-age",
  name: "Work item age",
  text: [
    "For a card that is started and not finished: days since its start, both ends counted, as the board counts them. A card started today is 1 day old. Cards in the backlog have no age, since nobody has committed to them. For a day in the past the card's state of that day counts.",
  ],
  examples: [
    {
      words: "Started on Monday, today is Thursday: 4 days old, whatever columns it went through.",
      given: {
        log: {
          A: [
            ["doing", "2026-03-02 15:00"],
            ["review", "2026-03-03 09:00"],
            ["doing", "2026-03-04 09:00"],
          ],
        },
        asOf: "2026-03-05 09:00",
      },
      gives: { ageDays: 4 },
    },
  ],
};
