import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "time-in-column",
  name: "Time in column",
  text: [
    "How long stays in each column lasted, elapsed. Every visit counts as one stay, so a card that came back counts twice. A stay that goes on lasts until now. A stay counts in the range in which it began. Done columns have visits but no length, since cards stay there.",
  ],
  examples: [
    {
      words: "Stays of 4, 6 and 20 hours in Review: 30 hours together, 10 on average, the median 6.",
      given: {
        log: {
          A: [
            ["review", "2026-03-02 00:00"],
            ["done", "2026-03-02 04:00"],
          ],
          B: [
            ["review", "2026-03-02 00:00"],
            ["done", "2026-03-02 06:00"],
          ],
          C: [
            ["review", "2026-03-02 00:00"],
            ["done", "2026-03-02 20:00"],
          ],
        },
      },
      gives: { totalHours: 30, meanHours: 10, medianHours: 6 },
    },
  ],
};
