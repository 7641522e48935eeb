"use client";

import { CircleAlert, CloudOff, LoaderCircle, Radio, RotateCw, Undo2, UserRoundX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useConnection, useOutbox } from "./connection-context";

const looks = {
  connecting: { Icon: LoaderCircle, word: "Connecting…", className: "text-muted-foreground", spins: true },
  live: { Icon: Radio, word: "Live", className: "text-success", spins: false },
  reconnecting: { Icon: LoaderCircle, word: "Reconnecting…", className: "text-warning", spins: true },
  offline: { Icon: CloudOff, word: "Offline", className: "text-danger", spins: false },
  "signed-out": { Icon: UserRoundX, word: "Signed out", className: "text-danger", spins: false },
  "other-person": { Icon: UserRoundX, word: "Somebody else", className: "text-danger", spins: false },
  outdated: { Icon: CloudOff, word: "Not live", className: "text-danger", spins: false },
  gone: { Icon: CloudOff, word: "Not connected", className: "text-danger", spins: false },
} as const;

const hints = {
  connecting: "Connecting to live updates",
  live: "Changes by others appear at once",
  reconnecting: "The connection was lost. What you missed will be caught up.",
  offline: "There is no network. What you missed will be caught up.",
  "signed-out": "Sign in again to go on.",
  "other-person": "Somebody else has signed in in this browser.",
  outdated: "Sluice has been updated. Reload the page to see changes by others again.",
  gone: "You can no longer read this board.",
} as const;

/** Whether the board on the screen is the board as it is, and whether what was done here has been saved. */
export function ConnectionMark() {
  const state = useConnection();
  const { count, isStuck } = useOutbox();
  const { Icon, word, className, spins } = looks[state];
  const isSaving = count > 0 && !isStuck && state === "live";
  return (
    <>
      {isStuck && <UnsavedMark />}
      <span
        role="status"
        title={hints[state]}
        className={cn("inline-flex items-center gap-1.5 text-xs whitespace-nowrap", className)}
      >
        <Icon aria-hidden className={cn("size-3.5", spins && "animate-spin motion-reduce:animate-none")} />
        <span className={cn(isStuck && "max-sm:sr-only")}>{isSaving ? "Saving…" : word}</span>
      </span>
    </>
  );
}

const reasons = {
  unreachable: "The server does not answer. Everything is sent again until it does.",
  "signed-out": "You are signed out. Everything is sent as soon as you have signed in again.",
  "other-person":
    "Somebody else has signed in in this browser. Nothing of yours is sent in their name. Sign in as yourself again, or take it back.",
} as const;

function UnsavedMark() {
  const { count, trouble, outbox } = useOutbox();
  const words = `Not saved yet (${count})`;
  return (
    <>
      <span role="status" className="sr-only">
        {words}
      </span>
      <Popover>
        <PopoverTrigger asChild>
          <Button variant="ghost" size="sm" className="text-danger max-sm:px-1 max-sm:text-xs">
            <CircleAlert aria-hidden />
            {words}
          </Button>
        </PopoverTrigger>
        <PopoverContent align="end" className="flex w-72 flex-col gap-3 text-sm">
          <p>{reasons[trouble ?? "unreachable"]}</p>
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={() => outbox.retry()}>
              <RotateCw aria-hidden />
              Try again now
            </Button>
            <Button size="sm" variant="outline" onClick={() => outbox.takeBack()}>
              <Undo2 aria-hidden />
              Take back
            </Button>
          </div>
        </PopoverContent>
      </Popover>
    </>
  );
}
