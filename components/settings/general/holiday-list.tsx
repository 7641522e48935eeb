"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { isComposing } from "@/lib/client/drafts/is-composing";
import { sayHoliday } from "@/lib/client/format/day-count";
import { useLocale } from "@/lib/client/format/use-locale";
import { findDayFault } from "@/lib/domain/day";

type HolidayListProps = {
  /** Ascending, each one once. */
  holidays: string[];
  isEditable: boolean;
  onChange: (holidays: string[]) => void;
};

const maxHolidays = 1_000;

/** Why a day cannot be added; null where it can. */
function findFault(typed: string, holidays: readonly string[]): string | null {
  if (typed === "") return "Choose a day first.";
  const fault = findDayFault(typed);
  if (fault !== null) return fault;
  if (holidays.includes(typed)) return "This day is in the list already.";
  return holidays.length >= maxHolidays ? `At most ${maxHolidays.toLocaleString("en")} holidays.` : null;
}

/** The days off of a team, in order of time. */
export function HolidayList({ holidays, isEditable, onChange }: HolidayListProps) {
  const locale = useLocale();
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const add = () => {
    const found = findFault(typed, holidays);
    setFault(found);
    if (found) return;
    onChange([...holidays, typed].sort());
    setTyped("");
  };
  return (
    <div className="flex w-full flex-col gap-2">
      {holidays.length === 0 ? (
        <p className="text-sm text-muted-foreground">No holidays.</p>
      ) : (
        <ul aria-label="Holidays" className="flex flex-wrap gap-1.5">
          {holidays.map((holiday) => (
            <li
              key={holiday}
              className="inline-flex min-h-7 items-center gap-1 rounded-full border border-border bg-muted pl-2.5 text-sm not-has-[button]:pr-2.5"
            >
              {sayHoliday(holiday, locale)}
              {isEditable && (
                <Button
                  variant="ghost"
                  size="icon"
                  className="size-7 rounded-full"
                  aria-label={`Remove the holiday ${sayHoliday(holiday, locale)}`}
                  onClick={() => {
                    setFault(null);
                    onChange(holidays.filter((other) => other !== holiday));
                  }}
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {isEditable && (
        <div className="flex items-end gap-2">
          <Field label="New holiday" error={fault} className="w-44">
            <Input
              type="date"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setFault(null);
              }}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || isComposing(event)) return;
                event.preventDefault();
                add();
              }}
            />
          </Field>
          <Button variant="outline" className={fault ? "self-center" : undefined} onClick={add}>
            <Plus aria-hidden />
            Add holiday
          </Button>
        </div>
      )}
    </div>
  );
}
