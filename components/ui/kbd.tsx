import type { ComponentProps } from "react";

export function Kbd(props: ComponentProps<"kbd">) {
  return <kbd className="rounded border border-border bg-muted px-1.5 text-xs" {...props} />;
}
