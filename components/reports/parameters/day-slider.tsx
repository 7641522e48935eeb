"use client";

import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import { formatDay, parseDay } from "@/lib/flow/calendar/calendar";

type DaySliderProps = {
  label: string;
  /** Days as `YYYY-MM-DD`; both ends can be chosen. */
  from: string;
  to: string;
  value: string;
  onChange: (day: string) => void;
};

/** Chooses a day of a range; arrow keys go by the day. */
export function DaySlider({ label, from, to, value, onChange }: DaySliderProps) {
  const locale = useLocale();
  return (
    <label className="flex min-w-56 flex-1 flex-wrap items-center gap-x-3 gap-y-1 text-xs">
      <span className="text-muted-foreground">{label}</span>
      <input
        type="range"
        min={parseDay(from)}
        max={parseDay(to)}
        value={parseDay(value)}
        aria-valuetext={dayWords(value, locale)}
        onChange={(event) => onChange(formatDay(event.target.valueAsNumber))}
        className="h-5 min-w-32 flex-1 accent-primary outline-none focus-visible:ring-2 focus-visible:ring-ring"
      />
      <span className="font-medium tabular-nums">{dayWords(value, locale)}</span>
    </label>
  );
}
