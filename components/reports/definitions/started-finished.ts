import type { Definition } from "./definition";

export const startedFinished: Definition = {
  id: "started-finished",
  name: "Started and finished",
  text: [
    "A card is started when it first enters the commitment point or a column right of it. Moving back never takes the start away.",
    "A card is finished when it enters a done column from a column that is not done, the last time if that happened more than once, and only while it is in done. Taking it out again withdraws the finish.",
    "A card that went straight to done, or was made there, started at the moment in which it finished, and is marked as never started. When it is reopened, it starts with its first entry into a committed column that is not done, and until then it has no start. A deleted card, or one archived outside done, ceases to exist at that moment: it is not finished, and its history before stays.",
  ],
  examples: [
    {
      words:
        "To do on the 1st, Doing on the 3rd, back to To do on the 4th, Doing on the 8th, Done on the 10th: started on the 3rd, finished on the 10th.",
      given: {
        log: {
          A: [
            ["ideas", "2026-03-01 09:00"],
            ["doing", "2026-03-03 09:00"],
            ["ideas", "2026-03-04 09:00"],
            ["doing", "2026-03-08 09:00"],
            ["done", "2026-03-10 09:00"],
          ],
        },
      },
      gives: { started: 3, finished: 10 },
    },
    {
      words: "Reopened on the 11th: not finished any more.",
      given: {
        log: {
          A: [
            ["ideas", "2026-03-01 09:00"],
            ["doing", "2026-03-03 09:00"],
            ["ideas", "2026-03-04 09:00"],
            ["doing", "2026-03-08 09:00"],
            ["done", "2026-03-10 09:00"],
            ["doing", "2026-03-11 09:00"],
          ],
        },
      },
      gives: { finished: null },
    },
    {
      words: "Done again on the 12th: finished on the 12th.",
      given: {
        log: {
          A: [
            ["ideas", "2026-03-01 09:00"],
            ["doing", "2026-03-03 09:00"],
            ["ideas", "2026-03-04 09:00"],
            ["doing", "2026-03-08 09:00"],
            ["done", "2026-03-10 09:00"],
            ["doing", "2026-03-11 09:00"],
            ["done", "2026-03-12 09:00"],
          ],
        },
      },
      gives: { finished: 12 },
    },
    {
      words: "Another card, made in Done on the 1st: started and finished on the 1st.",
      given: { log: { A: [["done", "2026-03-01 09:00"]] } },
      gives: { started: 1, finished: 1 },
    },
    {
      words: "Reopened into Doing on the 5th and done on the 6th: started on the 5th, finished on the 6th.",
      given: {
        log: {
          A: [
            ["done", "2026-03-01 09:00"],
            ["doing", "2026-03-05 09:00"],
            ["done", "2026-03-06 09:00"],
          ],
        },
      },
      gives: { started: 5, finished: 6 },
    },
  ],
};
