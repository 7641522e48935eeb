"use client";

import { type ReactNode, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { type LaterPart, useLater } from "@/components/ui/later-part";
import { releaseWatch } from "@/lib/client/http/release";
import { reloadPage } from "@/lib/client/leaving/leave-guard";

type LaterContentProps<P extends object> = { part: LaterPart<P>; props: P };

/** What a dialog holds, where its program comes later than that of the board. The dialog itself opens and closes without it. */
export function LaterContent<P extends object>({ part, props }: LaterContentProps<P>) {
  const { Part, hasFailed, tryAgain } = useLater(part);
  const [isLate] = useState(Part === null);
  if (!Part) return <MissingPart hasFailed={hasFailed} onTryAgain={tryAgain} />;
  const content = <Part {...props} />;
  return isLate ? <Arrived>{content}</Arrived> : content;
}

/** Takes the focus from the words that stood in its place, or from the dialog around it; from nothing else. */
function Arrived({ children }: { children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement?.contains(root.current))
      root.current?.querySelector<HTMLElement>("input, textarea, select, button:enabled")?.focus();
  }, []);
  return (
    <div ref={root} className="contents">
      {children}
    </div>
  );
}

type MissingPartProps = { hasFailed: boolean; onTryAgain: () => void };

/** Stands for a part that is under way, or that could not be had; then it says so, and what can be done. */
export function MissingPart({ hasFailed, onTryAgain }: MissingPartProps) {
  const newer = useSyncExternalStore(releaseWatch.subscribe, releaseWatch.getNewer, () => null);
  const status = useRef<HTMLParagraphElement>(null);
  const retry = () => {
    // The button goes away while it is tried.
    status.current?.focus();
    onTryAgain();
  };
  const words = newer
    ? "Sluice has been updated since this page was opened. Reload the page to go on; what you typed is kept."
    : "This could not be loaded: the server may be away for a moment. Nothing is lost.";
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: has the focus until there is something to be at */}
      <p ref={status} role="status" tabIndex={0} className="text-sm text-muted-foreground outline-none">
        {hasFailed ? words : "Loading…"}
      </p>
      {hasFailed && (
        <div className="flex gap-2">
          {newer === null && <Button onClick={retry}>Try again</Button>}
          <Button variant={newer === null ? "outline" : "default"} onClick={reloadPage}>
            Reload
          </Button>
        </div>
      )}
    </>
  );
}
