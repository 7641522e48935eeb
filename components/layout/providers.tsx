"use client";

import { ThemeProvider, useTheme } from "next-themes";
import { type CSSProperties, type ReactNode, useEffect } from "react";
import { Toaster, toast } from "sonner";
import { focusKeeper } from "@/components/ui/focus-keeper";
import { DiscardNoticeProvider } from "@/lib/client/drafts/use-draft";
import { QueryProvider } from "@/lib/client/query/query-provider";
import { LeaveDialog } from "./leave-dialog";

/**
 * What every page stands on: what was asked of the server, the theme, who keeps the focus, the place where notices appear,
 * and the question before leaving. `nonce` lets the theme's script run.
 */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  useEffect(() => focusKeeper.start(), []);
  return (
    <QueryProvider>
      <ThemeProvider
        attribute="class"
        defaultTheme="system"
        enableSystem
        disableTransitionOnChange
        nonce={nonce}
      >
        <DiscardNoticeProvider value={offerBack}>{children}</DiscardNoticeProvider>
        <Notices />
        <LeaveDialog />
      </ThemeProvider>
    </QueryProvider>
  );
}

function offerBack(putBack: () => void): void {
  toast("What you typed is discarded", { action: { label: "Undo", onClick: putBack } });
}

const toastColours = {
  "--normal-bg": "var(--popover)",
  "--normal-text": "var(--foreground)",
  "--normal-border": "var(--border)",
  fontFamily: "inherit",
  // A dialog takes the pointer from everything else on the page.
  pointerEvents: "auto",
} as CSSProperties;

function Notices() {
  const { resolvedTheme } = useTheme();
  return (
    <Toaster
      style={toastColours}
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      toastOptions={{ classNames: { content: "min-w-0 flex-1", description: "text-muted-foreground!" } }}
    />
  );
}
