"use client";

import type { Days } from "../view/report-view";

type CompareBoxProps = {
  before: Days;
  sayDay: (date: string) => string;
  value: boolean;
  onChange: (value: boolean) => void;
};

/** Whether the reports show the period before beside the chosen one. */
export function CompareBox({ before, sayDay, value, onChange }: CompareBoxProps) {
  return (
    <label className="flex flex-wrap items-center gap-x-2 text-sm" data-print="hide">
      <input
        type="checkbox"
        checked={value}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-primary"
      />
      Compare with the period before
      <span className="text-muted-foreground">
        {sayDay(before.from)} to {sayDay(before.to)}
      </span>
    </label>
  );
}
