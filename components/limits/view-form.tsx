import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import { plural } from "@/lib/client/format/plural";

export type LimitsView = { weeks: number; targetDays: number | null; asOf: string | null };

const spans = [4, 8, 12, 26, 52];

const inputLook =
  "h-8 rounded-md border border-input bg-background px-2 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring";

/** What the screen looks at: how far back, which cycle time is aimed at, and on which day. In the address; no script. */
export function ViewForm({ path, view, today }: { path: string; view: LimitsView; today: string }) {
  const { weeks, targetDays, asOf } = view;
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3 text-sm" data-print="hide">
      <form action={path} className="flex flex-wrap items-end gap-3">
        <label className="flex items-center gap-1.5">
          <span className="text-muted-foreground">Use over</span>
          <select key={weeks} name="weeks" defaultValue={weeks} className={inputLook}>
            {[...new Set([...spans, weeks])]
              .sort((a, b) => a - b)
              .map((span) => (
                <option key={span} value={span}>
                  {plural(span, "week")}
                </option>
              ))}
          </select>
        </label>
        <label className="flex items-center gap-1.5">
          <span className="text-muted-foreground">Target cycle time</span>
          <input
            key={targetDays}
            type="number"
            name="targetDays"
            min="0.1"
            max="1000"
            step="0.1"
            defaultValue={targetDays ?? undefined}
            className={`${inputLook} w-20`}
          />
          <span className="text-muted-foreground">days</span>
        </label>
        <Button type="submit" variant="outline" size="sm">
          Work out
        </Button>
      </form>
      <form action={path} className="flex flex-wrap items-end gap-3">
        <label className="flex items-center gap-1.5">
          <span className="text-muted-foreground">Limits as of</span>
          <input
            key={asOf}
            type="date"
            name="asOf"
            required
            max={today}
            defaultValue={asOf ?? undefined}
            className={inputLook}
          />
        </label>
        <Button type="submit" variant="outline" size="sm">
          Show
        </Button>
        {asOf && (
          <Button asChild variant="ghost" size="sm">
            <PageLink href={path}>Back to now</PageLink>
          </Button>
        )}
      </form>
    </div>
  );
}
