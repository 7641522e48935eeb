import { formatDay, parseDay } from "@/lib/flow/calendar/calendar";

/** Usual ranges that end today, as far as the history reaches over them, and all of it. Days as `YYYY-MM-DD`. */
export function rangePresets(firstDay: string, today: string): { name: string; from: string; to: string }[] {
  const last = (days: number) => formatDay(parseDay(today) - days + 1);
  const spans = [
    { name: "30 days", from: last(30), to: today },
    { name: "90 days", from: last(90), to: today },
    { name: "6 months", from: last(182), to: today },
    { name: "12 months", from: last(365), to: today },
  ].filter(({ from }) => from > firstDay);
  return [...spans, { name: "All", from: firstDay, to: today }];
}
