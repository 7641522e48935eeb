"use client";

import { ThemeProvider } from "next-themes";
import { type ReactNode, useEffect } from "react";
import { focusKeeper } from "@/components/ui/focus-keeper";
import { LeaveDialog } from "./leave-dialog";

/** What every page stands on: the theme, who keeps the focus, and the question before leaving. `nonce` lets the theme's script run. */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  useEffect(() => focusKeeper.start(), []);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={nonce}
    >
      {children}
      <LeaveDialog />
    </ThemeProvider>
  );
}
