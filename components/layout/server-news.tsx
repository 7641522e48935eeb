"use client";

import { LoaderCircle, RefreshCw, X } from "lucide-react";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { patience } from "@/lib/client/http/patience";
import { releaseWatch } from "@/lib/client/http/release";
import { reloadPage } from "@/lib/client/leaving/leave-guard";
import { useLeaveGuard } from "@/lib/client/leaving/use-leave-guard";

/**
 * What there is to know of the server while one works on: that a form waits for it, or that it runs a newer release. Stands
 * at the lower edge in a place of its own, and nothing happens unless somebody wants it.
 */
export function ServerNews() {
  const waiting = useSyncExternalStore(patience.subscribe, patience.getWaiting, () => 0);
  const newer = useSyncExternalStore(releaseWatch.subscribe, releaseWatch.getNewer, () => null);
  const [known, setKnown] = useState<string | null>(null);
  const isUpdated = waiting === 0 && newer !== null && newer !== known;
  const isShown = waiting > 0 || isUpdated;
  useLeaveGuard(waiting > 0 ? "What you sent is not saved yet: the server does not answer." : null);
  return (
    <div
      data-print="hide"
      data-server-news={isShown || undefined}
      className={cn(
        "sticky bottom-0 z-30 mt-auto flex items-center gap-2 bg-popover",
        isShown && "min-h-12 border-t border-border px-3 py-1.5 sm:px-4",
        // A form in a dialog waits, too.
        waiting > 0 && "z-60",
      )}
    >
      <div role="status" aria-live="polite" className="min-w-0 flex-1 text-sm text-pretty">
        {waiting > 0 && (
          <News icon={<LoaderCircle aria-hidden className="animate-spin motion-reduce:animate-none" />}>
            The server does not answer just now. What you sent is kept, and sent again until it does.
          </News>
        )}
        {isUpdated && <News icon={<RefreshCw aria-hidden />}>A new release of Sluice is here.</News>}
      </div>
      {isUpdated && (
        <>
          <Button size="sm" variant="outline" onClick={reloadPage}>
            Reload
          </Button>
          <Button
            size="icon"
            variant="ghost"
            aria-label="Not now"
            title="Not now"
            onClick={() => setKnown(newer)}
          >
            <X aria-hidden />
          </Button>
        </>
      )}
    </div>
  );
}

function News({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-center gap-2.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-info">
      {icon}
      <span className="min-w-0">{children}</span>
    </p>
  );
}
