"use client";

import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import type { LimitNames } from "@/lib/client/limits/words";
import type { LimitView } from "@/lib/contracts/limit";
import { LimitItem } from "./limit-item";
import { Part } from "./part";

type PastLimitsProps = { day: string; limits: LimitView[]; names: LimitNames };

/** The limits as they stood at the end of a day, with their counts then. */
export function PastLimits({ day, limits, names }: PastLimitsProps) {
  const locale = useLocale();
  return (
    <Part title={`Limits at the end of ${dayWords(day, locale)}`}>
      {limits.length === 0 ? (
        <p className="text-sm text-muted-foreground">No limit stood then.</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {limits.map((limit) => (
            <LimitItem key={limit.id} limit={limit} names={names} />
          ))}
        </ul>
      )}
    </Part>
  );
}
