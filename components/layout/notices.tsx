"use client";

import { useTheme } from "next-themes";
import type { CSSProperties, ReactNode } from "react";
import { Toaster, toast } from "sonner";
import { DiscardNoticeProvider } from "@/lib/client/drafts/use-draft";

/** What gives notices stands within: their place, and the one that offers back what was discarded. */
export function Notices({ children }: { children: ReactNode }) {
  const { resolvedTheme } = useTheme();
  return (
    <>
      <DiscardNoticeProvider value={offerBack}>{children}</DiscardNoticeProvider>
      <Toaster
        style={toastColours}
        theme={resolvedTheme === "dark" ? "dark" : "light"}
        toastOptions={{ classNames: { content: "min-w-0 flex-1", description: "text-muted-foreground!" } }}
      />
    </>
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
