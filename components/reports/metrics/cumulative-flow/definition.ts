import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "cumulative-flow",
  name: "Cumulative flow",
  text: [
    "For every day, how many cards stood in each column at its end, stacked with done at the bottom. A band that grows wider is a column into which more comes than leaves. The height from the top of the work in progress down to done is WIP; the flatter the top of done, the less is finished.",
    "Bands show what was. Deleted cards leave their band on the day they were deleted; archived columns keep their past. Reached done counts every card that ever came that far, and never falls.",
    "Read between the ends of two days: throughput is how many cards reached done in between, and arrivals how many came to the commitment point. The approximate average cycle time is the width of the committed bands at the height that done has on the second day: how long ago as many cards had come as are done now. It is exact only where cards leave in the order in which they came.",
  ],
  examples: [
    {
      words:
        "Two cards enter Review on Monday, one leaves on Tuesday: the band of Review is 2 high on Monday and 1 high from Tuesday on.",
      given: {
        log: {
          A: [
            ["review", "2026-03-02 09:00"],
            ["done", "2026-03-03 09:00"],
          ],
          B: [["review", "2026-03-02 10:00"]],
        },
        from: "2026-03-02",
        to: "2026-03-04",
      },
      gives: { bandOfReview: [2, 1, 1] },
    },
  ],
};
