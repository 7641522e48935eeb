import type { Definition } from "./definition";

export const workingDays: Definition = {
  id: "working-days",
  name: "Working days",
  text: [
    "A board may count working days alone: the weekdays on which its team works, without its holidays. Then cycle times, lead times, ages, pace and the service level leave all other days out, each of these reports says so, and past cards are counted in the same way. A span without any working day is 1 day, never 0.",
    "Throughput, forecasts, work in progress, cumulative flow, the range of a report and elapsed times go by all days, since cards are finished on days off, too. Of two boards that count differently, days are not the same.",
  ],
  examples: [
    {
      words:
        "Monday to Friday, with Friday 3 and Monday 6 April as holidays. Started on Thursday 2 April, finished on Tuesday 7 April: 2 working days, where every day counts 6.",
      given: {
        weekdays: [1, 2, 3, 4, 5],
        holidays: ["2026-04-03", "2026-04-06"],
        from: "2026-04-02 09:00",
        to: "2026-04-07 09:00",
      },
      gives: { workingDays: 2, allDays: 6 },
    },
    {
      words: "Started on Saturday 4 and finished on Sunday 5 April: 1 working day.",
      given: {
        weekdays: [1, 2, 3, 4, 5],
        holidays: ["2026-04-03", "2026-04-06"],
        from: "2026-04-04 09:00",
        to: "2026-04-05 09:00",
      },
      gives: { workingDays: 1 },
    },
  ],
};
