import type { ReactNode } from "react";

/** The look of what appears beside the pointer. */
export function ChartTip({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="max-w-64 rounded-lg border border-border bg-popover px-3 py-2 text-xs shadow-lg">
      <p className="mb-1 font-medium">{title}</p>
      {children}
    </div>
  );
}

/** One named value of a tip, with the mark of its series. */
export function TipRow({ colour, name, value }: { colour?: string; name: string; value: ReactNode }) {
  return (
    <p className="flex items-center gap-2">
      {colour && <span className="size-2 shrink-0 rounded-xs" style={{ backgroundColor: colour }} />}
      <span className="min-w-0 flex-1 truncate text-muted-foreground">{name}</span>
      <span className="font-medium tabular-nums">{value}</span>
    </p>
  );
}
