import type { Definition } from "./definition";

export const transfer: Definition = {
  id: "transfer",
  name: "From another board",
  text: [
    "A card that is moved to another board keeps when it was created and started, and so its age, its lead time and its cycle time. Time in columns is known of the present board alone; flow efficiency adds what was worked and blocked before. Work in progress, bands, arrivals and blocked time count the card on each board while it is there.",
    "A finish stays in the throughput and the times of the board on which it happened. Moved on into a done column, the card is in that band and has reached that column in the cumulative flow, but is not finished again: other reports leave it out and say “finished on another board”. Reopened there and done again, it finishes there.",
  ],
  examples: [
    {
      words:
        "Started on board A on the 1st, moved to board B on the 10th, done there on the 12th: a cycle time of 12 days on B, work in progress on A from the 1st to the 9th and on B on the 10th and 11th.",
      given: { started: "2026-03-01 09:00", moved: "2026-03-10 09:00", doneOnB: "2026-03-12 09:00" },
      gives: { cycleDays: 12, inProgressOnA: { from: 1, to: 9 }, inProgressOnB: { from: 10, to: 11 } },
    },
    {
      words: "Done on A on the 8th and moved into Done of B on the 10th: A has finished one card, B none.",
      given: { started: "2026-03-01 09:00", doneOnA: "2026-03-08 09:00", moved: "2026-03-10 09:00" },
      gives: { finishedBy: ["A"] },
    },
  ],
};
