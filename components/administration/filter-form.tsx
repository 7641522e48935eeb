import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

export const selectLook =
  "h-9 w-full rounded-md border border-input bg-background px-3 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring";

/** Choices that are sent to this page's own address, so that Back undoes them and a link keeps them. */
export function FilterForm({ className, children, ...props }: ComponentProps<"form">) {
  return (
    <form method="get" className={cn("flex flex-wrap items-end gap-3 px-5 pb-4", className)} {...props}>
      {children}
      <Button type="submit" variant="outline">
        Show
      </Button>
    </form>
  );
}
