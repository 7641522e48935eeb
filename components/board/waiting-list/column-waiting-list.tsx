"use client";

import { CircleArrowRight, Hourglass, UsersRound, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { type WaitingListEntry, waitingListOf } from "@/lib/client/admission/waiting-list";
import { useNow } from "@/lib/client/clock/use-now";
import { spokenDuration } from "@/lib/client/format/durations";
import type { ColumnView } from "@/lib/contracts/board";
import { useBoard, useShown } from "../context/board-context";

/** The cards that wait for a slot in this column; once one is free, the offer to pull the card whose turn it is. */
export function ColumnWaitingList({ column }: { column: ColumnView }) {
  const list = useShown((model) => waitingListOf(model, column.id));
  const boardKey = useShown((model) => model.facts.key);
  const { canWrite, moveCard } = useBoard();
  const ready = list.find(({ isReady }) => isReady);
  if (list.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 px-2 pb-0.5">
      <WaitingListPopover column={column} list={list} boardKey={boardKey} />
      {ready && (
        <span className="inline-flex items-center gap-1 text-xs font-semibold text-success">
          <CircleArrowRight aria-hidden className="size-3.5" />
          Slot free
        </span>
      )}
      {ready && canWrite && (
        <Button
          size="sm"
          className="ml-auto h-7 px-2.5 text-xs"
          onClick={() => moveCard(ready.card.id, goalOf(ready))}
        >
          {`Pull ${boardKey}-${ready.card.number}`}
        </Button>
      )}
    </div>
  );
}

/** Where a card of the waiting list goes when it is pulled. */
export function goalOf({ columnId, laneId }: Pick<WaitingListEntry, "columnId" | "laneId">) {
  return laneId === null ? { columnId } : { columnId, laneId };
}

type WaitingListProps = { column: ColumnView; list: readonly WaitingListEntry[]; boardKey: string };

function WaitingListPopover({ column, list, boardKey }: WaitingListProps) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm" className="h-7 gap-1.5 px-1.5 text-xs text-muted-foreground">
          <UsersRound aria-hidden className="size-3.5!" />
          {`${list.length} waiting`}
          <span className="sr-only">{` for ${column.name}`}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" className="w-80 p-3">
        <p className="mb-2 text-sm font-medium">{`Waiting list for ${column.name}`}</p>
        <ol className="flex max-h-72 flex-col gap-1 overflow-y-auto">
          {list.map((entry) => (
            <WaitingListRow key={entry.card.id} entry={entry} boardKey={boardKey} />
          ))}
        </ol>
      </PopoverContent>
    </Popover>
  );
}

function WaitingListRow({ entry, boardKey }: { entry: WaitingListEntry; boardKey: string }) {
  const { openCard, leaveWaitingList, canWrite } = useBoard();
  const { card, place, since, isReady } = entry;
  const waited = spokenDuration(useNow() - Date.parse(since));
  return (
    <li className="flex items-center gap-2 rounded-md border border-border px-2 py-1.5 text-sm">
      <span className="text-xs text-muted-foreground tabular-nums">{place}</span>
      <button
        type="button"
        onClick={() => openCard(card.id)}
        className="min-w-0 flex-1 rounded-sm text-left hover:underline focus-visible:ring-2 focus-visible:ring-ring"
      >
        <span className="block truncate font-medium">{`${boardKey}-${card.number} ${card.title}`}</span>
        <span className="flex items-center gap-1 text-xs text-muted-foreground">
          {isReady ? (
            <CircleArrowRight aria-hidden className="size-3 text-success" />
          ) : (
            <Hourglass aria-hidden className="size-3" />
          )}
          {isReady ? `May enter now, waited ${waited}` : `Waits for ${waited}`}
        </span>
      </button>
      {canWrite && (
        <Button
          variant="ghost"
          size="icon"
          className="size-7 pointer-coarse:size-9"
          aria-label={`Take ${boardKey}-${card.number} off the waiting list`}
          title="Take off the waiting list"
          onClick={() => void leaveWaitingList(card.id)}
        >
          <X aria-hidden />
        </Button>
      )}
    </li>
  );
}
