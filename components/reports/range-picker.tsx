"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { changeQuery } from "@/lib/client/report-address";

type RangePickerProps = {
  path: string;
  from: string;
  to: string;
  presets: { name: string; from: string; to: string }[];
};

const inputLook =
  "h-8 rounded-md border border-input bg-background px-2 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring";

/** The days of the reports, kept in the address beside whatever else is in it; works without script. */
export function RangePicker({ path, from, to, presets }: RangePickerProps) {
  const query = useSearchParams();
  const others = [...query].filter(([name]) => name !== "from" && name !== "to");
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3" data-print="hide">
      <nav aria-label="Range" className="flex flex-wrap gap-1">
        {presets.map((preset) => {
          const isChosen = preset.from === from && preset.to === to;
          return (
            <Link
              key={preset.name}
              href={path + changeQuery(query.toString(), { from: preset.from, to: preset.to })}
              aria-current={isChosen ? "true" : undefined}
              className={cn(
                "rounded-md border border-border px-2.5 py-1 text-sm outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring",
                isChosen && "border-primary bg-primary/10 font-medium text-primary",
              )}
            >
              {preset.name}
            </Link>
          );
        })}
      </nav>
      <form action={path} className="flex flex-wrap items-end gap-2 text-sm">
        {others.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label className="flex items-center gap-1.5">
          <span className="text-muted-foreground">From</span>
          <input key={from} type="date" name="from" defaultValue={from} required className={inputLook} />
        </label>
        <label className="flex items-center gap-1.5">
          <span className="text-muted-foreground">to</span>
          <input key={to} type="date" name="to" defaultValue={to} required className={inputLook} />
        </label>
        <Button type="submit" variant="outline" size="sm">
          Show
        </Button>
      </form>
    </div>
  );
}
