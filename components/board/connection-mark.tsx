"use client";

import { CloudOff, LoaderCircle, Radio } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { ConnectionState } from "@/lib/client/live-updates";

const looks = {
  connecting: { Icon: LoaderCircle, word: "Connecting…", className: "text-muted-foreground", spins: true },
  live: { Icon: Radio, word: "Live", className: "text-success", spins: false },
  reconnecting: { Icon: LoaderCircle, word: "Reconnecting…", className: "text-warning", spins: true },
  ended: { Icon: CloudOff, word: "Not connected", className: "text-danger", spins: false },
} as const;

const hints = {
  connecting: "Connecting to live updates",
  live: "Changes by others appear at once",
  reconnecting: "The connection was lost. What you missed will be caught up.",
  ended: "You can no longer follow this board. Sign in again or reload.",
} as const;

/** Whether the board on the screen is the board as it is. `isSaving`: something of one's own is still under way. */
export function ConnectionMark({ state, isSaving }: { state: ConnectionState; isSaving: boolean }) {
  const { Icon, word, className, spins } = looks[state];
  return (
    <span
      role="status"
      title={hints[state]}
      className={cn("inline-flex items-center gap-1.5 text-xs whitespace-nowrap", className)}
    >
      <Icon aria-hidden className={cn("size-3.5", spins && "animate-spin motion-reduce:animate-none")} />
      {isSaving && state === "live" ? "Saving…" : word}
    </span>
  );
}
