import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "flow-efficiency",
  name: "Flow efficiency",
  text: [
    "For the cards finished in a range: time in active columns divided by their cycle time, over all cards together. Waiting in queues, being blocked, and time in done before a reopening are not active. The mean of the cards' own shares is another figure and is named so.",
    "Without a queue column waiting cannot be seen, and no figure is given.",
  ],
  examples: [
    {
      words:
        "One card was worked on for 2 of its 4 days, another for 1 of its 16: 3 ÷ 20 is 15 %. The mean of 50 % and 6.25 % is 28 %.",
      given: {
        log: {
          A: [
            ["doing", "2026-03-01 00:00"],
            ["review", "2026-03-03 00:00"],
            ["done", "2026-03-05 00:00"],
          ],
          B: [
            ["doing", "2026-03-01 00:00"],
            ["review", "2026-03-02 00:00"],
            ["done", "2026-03-17 00:00"],
          ],
        },
      },
      gives: { percent: 15, meanOfCardsPercent: 28 },
    },
  ],
};
