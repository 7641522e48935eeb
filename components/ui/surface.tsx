import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A raised area that holds one thing. */
export function Surface({ className, ...props }: ComponentProps<"section">) {
  return (
    <section className={cn("rounded-xl border border-border bg-card shadow-xs", className)} {...props} />
  );
}

type SurfaceHeadProps = { title: string; description?: React.ReactNode; actions?: React.ReactNode };

/** Title of a surface, what it is about, and what can be done with it. */
export function SurfaceHead({ title, description, actions }: SurfaceHeadProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-3 px-5 pt-4 pb-3">
      <div className="min-w-0">
        <h2 className="text-base font-semibold">{title}</h2>
        {description && <p className="mt-0.5 text-sm text-pretty text-muted-foreground">{description}</p>}
      </div>
      {actions}
    </div>
  );
}
