import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "data-quality",
  name: "Data quality",
  text: [
    "How often cards moved to the left, passed over a column of work in progress in which they had never been, were taken out of done, or reached done without a start. None of it is an error by itself; a lot of it makes the other figures weaker.",
  ],
  examples: [
    {
      words:
        "A card goes from Doing to Done without Review, comes back to Doing, and goes through Review to Done: 1 skipped column, 1 reopening, 1 move backward.",
      given: {
        log: {
          A: [
            ["doing", "2026-03-02 09:00"],
            ["done", "2026-03-03 09:00"],
            ["doing", "2026-03-04 09:00"],
            ["review", "2026-03-05 09:00"],
            ["done", "2026-03-06 09:00"],
          ],
        },
      },
      gives: { skippedColumns: 1, reopened: 1, backwardMoves: 1 },
    },
  ],
};
