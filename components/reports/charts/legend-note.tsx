import type { ReactNode } from "react";

/** A sentence below a picture that says what is drawn in it. */
export function LegendNote({ children }: { children: ReactNode }) {
  return <p className="px-3 pt-1 text-xs text-muted-foreground">{children}</p>;
}
