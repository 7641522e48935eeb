import { cn } from "@/components/ui/cn";
import type { TemplateColumn } from "@/lib/domain/templates";

const kindLooks = {
  backlog: "bg-kind-backlog",
  queue: "bg-kind-queue",
  active: "bg-kind-active",
  done: "bg-kind-done",
} as const;

/** A template's columns in small: their kind by colour and name, their limit by number. */
export function TemplatePicture({ columns }: { columns: readonly TemplateColumn[] }) {
  return (
    <span className="flex gap-1 overflow-hidden rounded-md bg-muted p-1.5" aria-hidden>
      {columns.map((column) => (
        <span key={column.name} className="flex min-w-0 flex-1 flex-col gap-1 rounded bg-card p-1">
          <span className={cn("h-1 rounded-full", kindLooks[column.kind])} />
          <span dir="auto" className="truncate text-[0.5625rem] text-muted-foreground">
            {column.name}
          </span>
          <span className="text-[0.5625rem] font-semibold tabular-nums">{column.max ?? "\u00a0"}</span>
        </span>
      ))}
    </span>
  );
}
