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
      given: {},
      gives: {},
    },
  ],
};
