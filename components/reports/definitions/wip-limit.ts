import type { Definition } from "./definition";

export const wipLimit: Definition = {
  id: "wip-limit",
  name: "WIP limit",
  text: [
    "At most so many cards that match its scope: columns, a lane, a person, a class of service. A card is refused only by a limit that it newly comes under. Moving within a column, leaving it and editing are never refused.",
    "A limit may be lowered under the present count. Nothing is thrown out; the column takes nothing new until it has drained. Dashed lines in charts mark changes of limits.",
  ],
  examples: [
    {
      words: "Review holds 4 cards and its limit is lowered to 3: the next card comes in once two have left.",
      given: { held: 4, max: 3 },
      gives: { haveLeft: 2 },
    },
  ],
};
