import type { Definition } from "../../definitions/definition";

export const paceDefinition: Definition = {
  id: "pace",
  name: "Pace",
  text: [
    "How old the cards finished in the range were when they left each column for the last time, as percentiles of days since their start. Each column stands on the cards that were in it, and their number is said beside it. A value below one further left is raised to it, in the last column before done, too, so that no line falls from left to right; no value is lowered, to the cycle times or to anything else.",
    "A card above the line of 85 % is slower at this place than all but 15 % of the finished cards were.",
  ],
  examples: [
    {
      words:
        "Five cards left Doing at an age of 2, 3, 3, 4 and 9 days: the median pace of Doing is 3 days, the 85th percentile 9. Two of the five went through Review behind it and left it at 3 and 4 days: its median is 3, and its 85th percentile, measured as 4, is raised to the 9 of Doing.",
      given: {
        log: {
          A: [
            ["doing", "2026-03-01 09:00"],
            ["done", "2026-03-02 09:00"],
          ],
          B: [
            ["doing", "2026-03-01 09:00"],
            ["review", "2026-03-03 09:00"],
            ["done", "2026-03-03 10:00"],
          ],
          C: [
            ["doing", "2026-03-01 09:00"],
            ["done", "2026-03-03 09:00"],
          ],
          D: [
            ["doing", "2026-03-01 09:00"],
            ["review", "2026-03-04 09:00"],
            ["done", "2026-03-04 10:00"],
          ],
          E: [
            ["doing", "2026-03-01 09:00"],
            ["done", "2026-03-09 09:00"],
          ],
        },
      },
      gives: { doing: { "50": 3, "85": 9 }, review: { "50": 3, "85": 9 } },
    },
  ],
};
