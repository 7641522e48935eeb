"use client";

import { useTheme } from "next-themes";
import type { CSSProperties } from "react";
import { Toaster } from "sonner";

const toastColours = {
  "--normal-bg": "var(--popover)",
  "--normal-text": "var(--foreground)",
  "--normal-border": "var(--border)",
  fontFamily: "inherit",
  // A dialog takes the pointer from everything else on the page.
  pointerEvents: "auto",
} as CSSProperties;

/** The place where notices appear, on every page that gives any. */
export function Notices() {
  const { resolvedTheme } = useTheme();
  return (
    <Toaster
      style={toastColours}
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      toastOptions={{ classNames: { content: "min-w-0 flex-1", description: "text-muted-foreground!" } }}
    />
  );
}
