import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "littles-law",
  name: "Little's law",
  text: [
    "Over a long enough time, average work in progress equals throughput times average cycle time. Fewer cards in progress, at the same throughput, means shorter cycle times. The law asks for conditions: about as much arrives as departs, and work in progress does not grow older.",
    "The ratio is throughput times average cycle time by average work in progress. Between 0.8 and 1.25 the figures agree; outside, the board was not steady in the range and averages over it say little. With fewer than 10 finished cards neither is said.",
  ],
  examples: [
    {
      words:
        "20 cards in 10 days, on average 4 days each: 2 a day × 4 days is 8. With 10 cards in progress on average the ratio is 0.8.",
      given: { finished: 20, days: 10, tookDays: 4, inProgress: 10 },
      gives: { throughputPerDay: 2, meanCycleDays: 4, averageWip: 10, ratio: 0.8 },
    },
  ],
};
