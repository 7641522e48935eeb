"use client";

import { ThemeProvider, useTheme } from "next-themes";
import type { ReactNode } from "react";
import { Toaster } from "sonner";

/** What every page stands on: the theme, and the place where notices appear. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      {children}
      <Notices />
    </ThemeProvider>
  );
}

function Notices() {
  const { resolvedTheme } = useTheme();
  return (
    <Toaster
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      toastOptions={{ classNames: { content: "min-w-0 flex-1", description: "text-muted-foreground!" } }}
    />
  );
}
