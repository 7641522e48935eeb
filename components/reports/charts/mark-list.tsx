import { Flag } from "lucide-react";
import { dayWords } from "@/lib/client/format/day-words";
import type { LimitMark } from "../view/limit-marks";

/** What the dashed lines of a chart stand for. */
export function MarkList({ marks, locale }: { marks: LimitMark[]; locale: string }) {
  if (marks.length === 0) return null;
  return (
    <ul className="px-3 pt-2 text-xs text-muted-foreground">
      {marks.map(({ date, words }) => (
        <li key={`${date}${words}`} className="flex gap-1.5">
          <Flag className="mt-0.5 size-3 shrink-0" aria-hidden />
          <span>
            {dayWords(date, locale)}: {words}
          </span>
        </li>
      ))}
    </ul>
  );
}
