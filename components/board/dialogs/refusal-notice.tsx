"use client";

import { Hourglass } from "lucide-react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { Refusal, WaitingPlace } from "@/lib/client/admission/refusal";
import { serverNow } from "@/lib/client/clock/server-clock";
import { spokenDuration } from "@/lib/client/format/durations";
import type { FullLimit } from "@/lib/client/limits/words";

const shownForMs = 12_000;
const maxHolders = 4;
/** A new refusal takes the place of the one before. */
const noticeId = "refusal";

type NoticeOptions = {
  refusal: Refusal;
  boardKey: string;
  onOpenCard: (cardId: string) => void;
  onWait: (place: WaitingPlace) => void;
};

/** Tells why something did not happen; for a full limit also which cards hold its slots and for how long. */
export function notifyRefusal({ refusal, boardKey, onOpenCard, onWait }: NoticeOptions): void {
  const limits = refusal.kind === "limit" ? refusal.limits : [];
  const oldest = limits[0]?.holders[0];
  const place = refusal.kind === "limit" ? refusal.waitingPlace : undefined;
  const wait = (wanted: WaitingPlace) => {
    toast.dismiss(noticeId);
    onWait(wanted);
  };
  const open = (cardId: string) => {
    toast.dismiss(noticeId);
    onOpenCard(cardId);
  };
  toast.error(refusal.title, {
    id: noticeId,
    duration: shownForMs,
    closeButton: true,
    description: (
      <div className="flex flex-col gap-2">
        {limits.map((limit) => (
          <HolderList key={limit.limitId} limit={limit} boardKey={boardKey} onOpenCard={open} />
        ))}
        <p>{refusal.detail}</p>
        <div className="flex flex-wrap gap-2">
          {oldest && (
            <Button size="sm" variant="outline" onClick={() => open(oldest.cardId)}>
              Open the oldest
            </Button>
          )}
          {place && (
            <Button size="sm" variant="outline" onClick={() => wait(place)}>
              <Hourglass aria-hidden />
              Join the waiting list
            </Button>
          )}
        </div>
      </div>
    ),
  });
}

type HolderListProps = { limit: FullLimit; boardKey: string; onOpenCard: (cardId: string) => void };

/** The cards that hold the slots of a limit, the longest there first. */
export function HolderList({ limit, boardKey, onOpenCard }: HolderListProps) {
  const now = serverNow();
  const hidden = limit.holders.length - maxHolders;
  return (
    <ul className="flex flex-col gap-1">
      {limit.holders.slice(0, maxHolders).map((holder) => (
        <li key={holder.cardId}>
          <button
            type="button"
            onClick={() => onOpenCard(holder.cardId)}
            className="flex w-full items-baseline gap-1.5 rounded-sm text-left hover:underline focus-visible:ring-2 focus-visible:ring-ring"
          >
            <span className="shrink-0 tabular-nums">{`${boardKey}-${holder.number}`}</span>
            <span dir="auto" className="truncate font-medium">
              {holder.title}
            </span>
            <span className="ml-auto shrink-0 whitespace-nowrap">
              {`for ${spokenDuration(now - Date.parse(holder.enteredColumnAt))}`}
            </span>
          </button>
        </li>
      ))}
      {hidden > 0 && <li>{`and ${hidden} more`}</li>}
    </ul>
  );
}
