import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "blocked-time",
  name: "Blocked time",
  text: [
    "From the moment a card is blocked, with a reason, to the moment it is not, or to the moment in which it is finished, archived or deleted, whichever comes first: what is over is held up by nothing. A card that is taken out of done, or restored, with its block still on it is held up anew from then on, and that is counted as another block. A card that is blocked while it is in done is not held up. Blocked cards stay in work in progress. Blocks are put together by category, with how many there were and how long they lasted within the range, the longest first.",
  ],
  examples: [
    {
      words:
        "Environment: blocks of 5 and 7 hours. Missing information: one of 10. Environment stands first, with 2 blocks and 12 hours. A card blocked at 9:00, moved to Done at 11:00, back in Doing at 14:00 and unblocked at 15:00: 2 hours and 1 hour, none in between.",
      given: { hoursOfBlocks: { "Missing information": [10], Environment: [5, 7] } },
      gives: { first: { category: "Environment", count: 2, hours: 12 } },
    },
  ],
};
