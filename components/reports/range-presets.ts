import { formatDay, parseDay } from "@/lib/flow/calendar";

/** Usual ranges that end today, and the whole history. Days as `YYYY-MM-DD`. */
export function rangePresets(firstDay: string, today: string): { name: string; from: string; to: string }[] {
  const last = (days: number) => formatDay(parseDay(today) - days + 1);
  return [
    { name: "30 days", from: last(30), to: today },
    { name: "90 days", from: last(90), to: today },
    { name: "6 months", from: last(182), to: today },
    { name: "12 months", from: last(365), to: today },
    { name: "All", from: firstDay, to: today },
  ];
}
