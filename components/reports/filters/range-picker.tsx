"use client";

import { useSearchParams } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page-link";
import { changeQuery } from "@/lib/client/page/report-address";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { findRangeFault, type RangeFault } from "@/lib/flow/calendar/range";

type Range = { from: string; to: string };

type RangePickerProps = Range & {
  path: string;
  /** Today in the board's zone, `YYYY-MM-DD`. */
  today: string;
  presets: (Range & { name: string })[];
};

/** The days of the reports, kept in the address beside whatever else is in it; works without script. */
export function RangePicker(props: RangePickerProps) {
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3" data-print="hide">
      <Presets {...props} />
      <DaysForm {...props} />
    </div>
  );
}

function Presets({ path, from, to, presets }: RangePickerProps) {
  const query = useSearchParams();
  return (
    <nav aria-label="Range" className="flex flex-wrap gap-1">
      {presets.map((preset) => {
        const isChosen = preset.from === from && preset.to === to;
        return (
          <PageLink
            key={preset.name}
            href={path + changeQuery(query.toString(), { from: preset.from, to: preset.to })}
            aria-current={isChosen ? "true" : undefined}
            className={cn(
              "rounded-md border border-border px-2.5 py-1 text-sm outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring",
              isChosen && "border-primary bg-primary/10 font-medium text-primary",
            )}
          >
            {preset.name}
          </PageLink>
        );
      })}
    </nav>
  );
}

/** Any two days. What is wrong with them is said before they are sent. */
function DaysForm({ path, from, to, today }: RangePickerProps) {
  const faultId = useId();
  const [fault, setFault] = useState<RangeFault | null>(null);
  const query = useSearchParams();
  const others = [...query].filter(([name]) => name !== "from" && name !== "to");
  const check = (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget);
    const found = findRangeFault(
      { from: String(form.get("from")), to: String(form.get("to")) },
      parseDay(today),
    );
    setFault(found);
    if (found === null) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLInputElement>(`input[name="${found.path}"]`)?.focus();
  };
  const faultOf = (name: RangeFault["path"]) => (fault?.path === name ? faultId : null);
  return (
    <form
      action={path}
      onSubmit={check}
      onChange={() => setFault(null)}
      className="flex flex-wrap items-end gap-2 text-sm"
    >
      {others.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <DayField label="From" name="from" value={from} faultId={faultOf("from")} />
      <DayField label="to" name="to" value={to} faultId={faultOf("to")} />
      <Button type="submit" variant="outline" size="sm">
        Show
      </Button>
      {fault && (
        <p id={faultId} role="alert" className="basis-full text-sm text-danger">
          {fault.message}
        </p>
      )}
    </form>
  );
}

type DayFieldProps = {
  label: string;
  name: "from" | "to";
  value: string;
  /** Of the words that say what is wrong with it; null where nothing is. */
  faultId: string | null;
};

function DayField({ label, name, value, faultId }: DayFieldProps) {
  return (
    <label className="flex items-center gap-1.5">
      <span className="text-muted-foreground">{label}</span>
      <input
        key={value}
        type="date"
        name={name}
        defaultValue={value}
        required
        {...(faultId && { "aria-invalid": true, "aria-describedby": faultId })}
        className="h-8 rounded-md border border-input bg-background px-2 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring aria-invalid:border-danger"
      />
    </label>
  );
}
