import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

type EmptyStateProps = {
  icon: LucideIcon;
  title: string;
  className?: string;
  children?: ReactNode;
  action?: ReactNode;
};

/** What stands where a list has nothing in it: why, and what to do. */
export function EmptyState({ icon: Icon, title, className, children, action }: EmptyStateProps) {
  return (
    <div
      className={cn(
        "flex flex-col items-center gap-3 rounded-xl border border-dashed border-border px-6 py-12 text-center",
        className,
      )}
    >
      <span className="grid size-11 place-items-center rounded-full bg-muted text-muted-foreground">
        <Icon className="size-5" aria-hidden />
      </span>
      <div className="max-w-md">
        <p className="text-base font-semibold">{title}</p>
        {children && <div className="mt-1 text-sm text-pretty text-muted-foreground">{children}</div>}
      </div>
      {action}
    </div>
  );
}
