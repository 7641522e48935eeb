"use client";

import { Lock, LockOpen } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { serverNow } from "@/lib/client/clock/server-clock";
import { dayMs } from "@/lib/domain/duration";
import { findRangeFault } from "@/lib/flow/calendar/range";

type BaselinePickerProps = {
  from: string;
  to: string;
  isFixed: boolean;
  onChoose: (days: { from: string; to: string } | null) => void;
};

const inputLook =
  "h-8 rounded-md border border-input bg-background px-2 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring";

/** The days whose values give the limits: those of the range, or days that are fixed here. */
export function BaselinePicker({ from, to, isFixed, onChoose }: BaselinePickerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  if (!isFixed && !isOpen)
    return (
      <Button variant="ghost" size="sm" onClick={() => setIsOpen(true)}>
        <LockOpen aria-hidden /> Fix the limits
      </Button>
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = { from: String(form.get("from")), to: String(form.get("to")) };
    const found = findRangeFault(days, Math.floor(serverNow() / dayMs));
    setFault(found?.message ?? null);
    if (!found) onChoose(days);
  };
  return (
    <form
      onSubmit={submit}
      onChange={() => setFault(null)}
      className="flex flex-wrap items-center gap-2 text-sm"
    >
      <label className="flex items-center gap-1.5">
        <span className="text-muted-foreground">Limits from</span>
        <input key={from} type="date" name="from" defaultValue={from} required className={inputLook} />
      </label>
      <label className="flex items-center gap-1.5">
        <span className="text-muted-foreground">to</span>
        <input key={to} type="date" name="to" defaultValue={to} required className={inputLook} />
      </label>
      <Button type="submit" variant="outline" size="sm">
        <Lock aria-hidden /> Fix
      </Button>
      <Button
        type="button"
        variant="ghost"
        size="sm"
        onClick={() => {
          setIsOpen(false);
          if (isFixed) onChoose(null);
        }}
      >
        Limits of the range
      </Button>
      {fault && (
        <p role="alert" className="basis-full text-danger">
          {fault}
        </p>
      )}
    </form>
  );
}
