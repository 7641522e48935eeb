"use client";

import { CalendarClock, CalendarDays, CalendarX2 } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { useNow } from "@/lib/client/clock/use-now";
import { useLocale } from "@/lib/client/format/use-locale";
import { type DueState, dayIn, dueStateOf } from "./due-state";

const looks: Record<DueState, { Icon: typeof CalendarDays; word: string | null; className: string }> = {
  late: { Icon: CalendarX2, word: "late", className: "text-danger font-medium" },
  today: { Icon: CalendarClock, word: "today", className: "text-warning font-medium" },
  soon: { Icon: CalendarClock, word: null, className: "text-warning" },
  later: { Icon: CalendarDays, word: null, className: "text-muted-foreground" },
  met: { Icon: CalendarDays, word: null, className: "text-muted-foreground" },
};

type DueMarkProps = { dueDate: string; timeZone: string; isFinished: boolean };

/** A due date as a reader of this place writes it, with what it means today. */
export function DueMark({ dueDate, timeZone, isFinished }: DueMarkProps) {
  const locale = useLocale();
  const today = dayIn(timeZone, useNow());
  const { Icon, word, className } = looks[dueStateOf(dueDate, today, isFinished)];
  const isThisYear = dueDate.slice(0, 4) === today.slice(0, 4);
  const text = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    ...(!isThisYear && { year: "numeric" }),
  }).format(Date.parse(dueDate));
  return (
    <span className={cn("inline-flex items-center gap-1 whitespace-nowrap", className)}>
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">Due </span>
      <span>{word ? `${text}, ${word}` : text}</span>
    </span>
  );
}
