import { Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { LimitBadge } from "@/components/limits/limit-badge";
import { Button } from "@/components/ui/button";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import { limitStateOf } from "@/lib/client/limits/load";
import { sayByFlow, sayByTime, sayStood, sayUse } from "@/lib/client/limits/use-words";
import { type LimitNames, modeWords, nameOfLimit } from "@/lib/client/limits/words";
import type { LimitUse, LimitView } from "@/lib/contracts/limit";
import type { TooFewView } from "@/lib/contracts/too-few";
import { UseBar } from "./use-bar";

type LimitItemProps = {
  limit: LimitView;
  names: LimitNames;
  /** How it was used; leave out for a limit of the past. */
  use?: LimitUse;
  /** Length of the window of `use`. */
  windowMs?: number;
  /** Why nothing is suggested from that window. */
  tooFew?: TooFewView | null;
  actions?: ReactNode;
};

/** One limit: what it covers, how full it is, how it was used, and where its history would put it. */
export function LimitItem({ limit, names, use, windowMs = 0, tooFew = null, actions }: LimitItemProps) {
  const name = nameOfLimit(limit, names);
  const people = limit.people?.filter(({ count }) => count > 0) ?? [];
  return (
    <li aria-label={name} className="rounded-xl border border-border bg-card p-4 shadow-xs sm:px-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 dir="auto" className="min-w-0 flex-1 basis-48 text-sm font-semibold wrap-anywhere">
          {name}
        </h3>
        <LimitBadge
          count={limit.count}
          max={limit.max}
          state={limitStateOf(limit.count, limit.max)}
          mode={limit.mode}
        />
        <span className="text-sm text-muted-foreground" title={modeWords[limit.mode].means}>
          {modeWords[limit.mode].name}
        </span>
        {actions}
      </div>
      {people.length > 0 && (
        <p className="mt-1 text-xs text-muted-foreground">
          {people
            .map(
              ({ userId, count }) =>
                `${names.members.find((member) => member.userId === userId)?.name ?? "Somebody"} ${count}`,
            )
            .join(" · ")}
        </p>
      )}
      {use && (
        <div className="mt-3 flex flex-col gap-1.5">
          <UseBar use={use} />
          <p className="text-sm text-pretty">
            {sayUse(use)}
            {use.inForceMs < windowMs - 3_600_000 && (
              <span className="text-muted-foreground">{` It has stood for ${sayStood(use.inForceMs)}.`}</span>
            )}
          </p>
          <Suggestion use={use} limit={limit} name={name} windowMs={windowMs} tooFew={tooFew} />
        </div>
      )}
    </li>
  );
}

type SuggestionProps = {
  use: LimitUse;
  limit: LimitView;
  name: string;
  windowMs: number;
  tooFew: TooFewView | null;
};

function Suggestion({ use: { suggestion }, limit, name, windowMs, tooFew }: SuggestionProps) {
  const { byTime, byFlow } = suggestion;
  const values = [
    byTime && { value: byTime.max, words: sayByTime(byTime, limit, name, windowMs) },
    byFlow && { value: byFlow.max, words: sayByFlow(byFlow, limit, name) },
  ].filter((one) => one !== null);
  if (values.length === 0) {
    return (
      <p className="text-sm text-muted-foreground">
        {tooFew
          ? `No starting value. ${sayTooFew(tooFew)}`
          : "No starting value yet: it takes 7 days, and cards under this limit."}
      </p>
    );
  }
  return (
    <div className="mt-1 text-sm">
      <p className="font-medium">Starting values that its history suggests</p>
      <dl className="mt-0.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        {values.map(({ value, words }) => (
          <div key={words} className="contents">
            <dt className="text-right font-semibold tabular-nums">{value}</dt>
            <dd className="text-pretty text-muted-foreground">{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

type LimitActionsProps = { name: string; onChange: () => void; onRemove: () => void };

/** What leads can do with a limit. */
export function LimitActions({ name, onChange, onRemove }: LimitActionsProps) {
  return (
    <div className="flex gap-1">
      <Button variant="outline" size="sm" aria-label={`Change the limit of ${name}`} onClick={onChange}>
        <Pencil aria-hidden />
        Change
      </Button>
      <Button variant="ghost" size="sm" aria-label={`Remove the limit of ${name}`} onClick={onRemove}>
        <Trash2 aria-hidden />
        Remove
      </Button>
    </div>
  );
}
