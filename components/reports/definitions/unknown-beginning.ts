import type { Definition } from "./definition";

export const unknownBeginning: Definition = {
  id: "unknown-beginning",
  name: "Unknown beginning",
  text: [
    "Where an imported history begins in the middle of a card's life, the card is found on the board rather than seen to come. When it was created and started is then not known, and nothing stands in for it. It counts in its column from the day on which the history has it there, and in throughput when it is seen to finish. A card that was found in done is done, but no day finished it.",
    "Such a card has no cycle time, lead time or age, is no part of pace or Little's law, and the stay in which it was found has no length. Reports say how many cards they leave out for that, and why.",
  ],
  examples: [
    {
      words:
        "The history begins on the 5th with a card in Doing; it is done on the 9th. It is in Doing from the 5th to the 8th and in the throughput of the 9th, and has no cycle time: the work may have begun on the 1st or a year before.",
      given: { found: "2026-03-05 09:00", done: "2026-03-09 09:00" },
      gives: { inDoing: { from: 5, to: 8 }, inThroughput: [9], cycleTimes: [] },
    },
  ],
};
