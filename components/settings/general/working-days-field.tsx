"use client";

import { useId, useState } from "react";
import { CheckLine } from "@/components/ui/check-line";
import { PageLink } from "@/components/ui/page-link";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { weekdayNames } from "@/lib/client/format/day-count";
import type { WorkingDays } from "@/lib/contracts/working-days";
import { HolidayList } from "./holiday-list";

type WorkingDaysFieldProps = {
  /** Null: every day counts. */
  workingDays: WorkingDays | null;
  isEditable: boolean;
  onChange: (workingDays: WorkingDays | null) => void;
};

const usual: WorkingDays = { weekdays: [1, 2, 3, 4, 5], holidays: [] };

const ways = [
  { value: "all", label: "Every day counts" },
  { value: "working", label: "Only working days count" },
] as const;

/** Which days count in the reports: all, or the weekdays on which the team works but for its holidays. */
export function WorkingDaysField({ workingDays, isEditable, onChange }: WorkingDaysFieldProps) {
  const headingId = useId();
  // What was chosen comes back for those who switch to every day and back again.
  const [kept, setKept] = useState(workingDays ?? usual);
  const choose = (next: WorkingDays) => {
    setKept(next);
    onChange(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within the form's own would be disabled apart from it
    <div role="group" aria-labelledby={headingId} className="flex flex-col items-start gap-2 sm:col-span-2">
      <p id={headingId} className="text-sm font-medium">
        Days that count
      </p>
      <SegmentedControl
        label="Which days count"
        value={workingDays ? "working" : "all"}
        options={ways}
        onChange={(way) => onChange(way === "working" ? kept : null)}
      />
      {workingDays && (
        <>
          <Weekdays
            weekdays={workingDays.weekdays}
            onChange={(weekdays) => choose({ ...workingDays, weekdays })}
          />
          <HolidayList
            holidays={workingDays.holidays}
            isEditable={isEditable}
            onChange={(holidays) => choose({ ...workingDays, holidays })}
          />
        </>
      )}
      <p className="text-xs text-pretty text-muted-foreground">
        Changes cycle times, lead times, ages, pace and the service level in all reports, past cards included.
        Throughput, forecasts and elapsed times always go by every day.{" "}
        <PageLink
          href="/definitions#working-days"
          className="rounded-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
        >
          How working days are counted
        </PageLink>
      </p>
    </div>
  );
}

function Weekdays({ weekdays, onChange }: { weekdays: number[]; onChange: (weekdays: number[]) => void }) {
  const errorId = useId();
  const isNone = weekdays.length === 0;
  const toggle = (weekday: number, isOn: boolean) =>
    onChange(
      isOn ? [...weekdays, weekday].sort((a, b) => a - b) : weekdays.filter((each) => each !== weekday),
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within the form's own would be disabled apart from it
    <div
      role="group"
      aria-label="Weekdays"
      aria-describedby={isNone ? errorId : undefined}
      className="flex flex-wrap gap-x-4 gap-y-1"
    >
      {weekdayNames.map((name, index) => (
        <CheckLine
          key={name}
          isOn={weekdays.includes(index + 1)}
          onChange={(isOn) => toggle(index + 1, isOn)}
        >
          {name}
        </CheckLine>
      ))}
      {isNone && (
        <p id={errorId} role="alert" className="w-full text-xs font-medium text-danger">
          Choose at least one weekday.
        </p>
      )}
    </div>
  );
}
