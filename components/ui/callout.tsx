import { cva, type VariantProps } from "class-variance-authority";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const look = cva(
  "flex gap-2.5 rounded-lg border px-3 py-2.5 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
  {
    variants: {
      tone: {
        info: "border-info/30 bg-info/5 [&>svg]:text-info",
        success: "border-success/30 bg-success/5 [&>svg]:text-success",
        warning: "border-warning/30 bg-warning/5 [&>svg]:text-warning",
        danger: "border-danger/30 bg-danger/5 [&>svg]:text-danger",
      },
    },
    defaultVariants: { tone: "info" },
  },
);

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

type CalloutProps = VariantProps<typeof look> & { title?: string; className?: string; children: ReactNode };

/** Something to know before going on; `danger` is announced at once. */
export function Callout({ tone = "info", title, className, children }: CalloutProps) {
  const Icon = icons[tone ?? "info"];
  return (
    <div role={tone === "danger" ? "alert" : "note"} className={cn(look({ tone }), className)}>
      <Icon aria-hidden />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        <div className="text-foreground/90">{children}</div>
      </div>
    </div>
  );
}
