import { expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { history, measureCycleTime, measureLeadTime, timelinesOf, utc } from "../../support/history";

const days = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });

test("lead time runs from creation", () => {
  const cards = timelinesOf(
    history("A")
      .enters("ideas", "2026-03-01 09:00")
      .enters("ready", "2026-03-03 09:00")
      .enters("done", "2026-03-04 09:00"),
  );
  const range = days("2026-03-01", "2026-03-31");
  expect(measureLeadTime(utc, cards, range, [50]).percentiles).toEqual({ "50": 4 });
  expect(measureCycleTime(utc, cards, range, [50]).percentiles).toEqual({ "50": 2 });
});
