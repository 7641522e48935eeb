"use client";

import { useShown } from "@/components/board/context/board-context";
import { useLocale } from "@/lib/client/format/use-locale";
import { nameOfLimit } from "@/lib/client/limits/words";
import type { LimitBreachView } from "@/lib/contracts/card";

/** Which limits the card went over, by whom and why, the newest first. */
export function LimitBreaches({ breaches }: { breaches: readonly LimitBreachView[] }) {
  const locale = useLocale();
  const model = useShown((shown) => shown);
  if (breaches.length === 0) return null;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const nameOf = (limitId: string) => {
    const limit = model.limits.find(({ id }) => id === limitId);
    return limit ? nameOfLimit(limit, model) : "a limit since removed";
  };
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <h4 className="font-medium">Over a limit</h4>
      <ul className="flex flex-col gap-2">
        {breaches.toReversed().map((breach) => (
          <li key={`${breach.at} ${breach.limitId}`} className="rounded-md border border-border p-2">
            <p dir="auto" className="wrap-anywhere">
              {breach.reason ?? "No reason was asked for: the limit is soft."}
            </p>
            <p className="text-xs text-muted-foreground">
              <time dateTime={breach.at}>{format.format(Date.parse(breach.at))}</time>
              {`, ${breach.actorName ?? "somebody"}: over ${nameOf(breach.limitId)}, where ${breach.count} of ${breach.max} slots were taken.`}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
