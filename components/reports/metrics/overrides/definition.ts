import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "overrides",
  name: "Overrides",
  text: [
    "A limit in the mode with a reason lets a card in over its maximum when a lead gives a reason. Each such entry is an override and is kept with who, when, why, and how many cards were there. An entry over a soft limit needs no word and is counted apart. A refusal is an attempt that a limit kept out.",
    "The rate is overrides divided by all entries under that limit in the range. An entry is kept when it happens, under the limits and settings of that moment: later changes of them change no count. Weeks begin on Monday in the board's time zone.",
  ],
  examples: [
    {
      words: "40 cards came into Review, 2 of them over the limit with a reason: a rate of 5 %.",
      given: { entries: 40, overrides: 2 },
      gives: { percent: 5 },
    },
  ],
};
