"use client";

import {
  Archive,
  CircleCheck,
  Hourglass,
  MoreHorizontal,
  PanelRightOpen,
  SquareArrowOutUpRight,
} from "lucide-react";
import { Fragment, type SyntheticEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { type Admission, judge, judgeColumns } from "@/lib/client/admission/admission";
import { findWaitingEntry } from "@/lib/client/admission/waiting-list";
import { laneOf, nameOfLane, rowsOf } from "@/lib/client/board/cells";
import { cardsIn } from "@/lib/client/board/model";
import type { CardView } from "@/lib/contracts/card";
import { useBoard } from "../context/board-context";
import { AdmissionMark, AdmissionWords } from "./admission-mark";

type CardMenuProps = { card: CardView };

function stop(event: SyntheticEvent): void {
  event.stopPropagation();
}

/** Everything that can be done with a card without dragging it. The menu itself exists only while it is open. */
export function CardMenu({ card }: CardMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const trigger = (
    <Button
      variant="ghost"
      size="icon"
      data-card-menu
      aria-haspopup="menu"
      aria-label={`Actions for ${card.title}`}
      onClick={() => setOpen(true)}
      className="-my-1 -mr-1.5 size-7 text-muted-foreground opacity-70 group-focus-within/card:opacity-100 group-hover/card:opacity-100 pointer-coarse:size-9"
    >
      <MoreHorizontal aria-hidden />
    </Button>
  );
  if (!isOpen) return trigger;
  return (
    <DropdownMenu open onOpenChange={setOpen}>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent
        // React lets events rise from the menu to the card, though it lies elsewhere in the page.
        onClick={stop}
        onMouseDown={stop}
        onTouchStart={stop}
        align="end"
        className="max-h-(--radix-dropdown-menu-content-available-height) w-64"
      >
        <CardMenuItems card={card} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function CardMenuItems({ card }: CardMenuProps) {
  const { openCard, archiveCard, askTransfer, selection, canWrite } = useBoard();
  return (
    <>
      <DropdownMenuItem onSelect={() => openCard(card.id)}>
        <PanelRightOpen aria-hidden />
        Open
      </DropdownMenuItem>
      {canWrite && (
        <>
          <DropdownMenuItem onSelect={() => selection.toggle(card.id)}>
            <CircleCheck aria-hidden />
            {selection.get().has(card.id) ? "No longer select" : "Select"}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <MoveItems card={card} />
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => askTransfer(card)}>
            <SquareArrowOutUpRight aria-hidden />
            Move to another board…
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => archiveCard(card.id)}>
            <Archive aria-hidden />
            Archive
          </DropdownMenuItem>
        </>
      )}
    </>
  );
}

function MoveItems({ card }: CardMenuProps) {
  const { store, moveCard } = useBoard();
  const [end, setEnd] = useState("bottom");
  const model = store.getShown();
  const admissions = judgeColumns(model, card);
  const moveTo = (columnId: string) => {
    const first = cardsIn(model, columnId).find((other) => other.id !== card.id);
    moveCard(card.id, { columnId, ...(end === "top" && first && { beforeCardId: first.id }) });
  };
  return (
    <>
      <DropdownMenuLabel>Move to…</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={end} onValueChange={setEnd} aria-label="Place in the column">
        {["top", "bottom"].map((value) => (
          <DropdownMenuRadioItem key={value} value={value} onSelect={(event) => event.preventDefault()}>
            {value === "top" ? "At the top" : "At the bottom"}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
      <DropdownMenuSeparator />
      {model.columns.map((column) => (
        <Fragment key={column.id}>
          <DropdownMenuItem onSelect={() => moveTo(column.id)} className="items-start">
            <AdmissionMark admission={admissions.get(column.id)} />
            <span className="flex min-w-0 flex-col">
              <span className="truncate">
                <bdi>{column.name}</bdi>
                {column.id === card.columnId && <span className="text-muted-foreground"> (here)</span>}
              </span>
              <AdmissionWords admission={admissions.get(column.id)} />
            </span>
          </DropdownMenuItem>
          <WaitingListItem card={card} columnId={column.id} admission={admissions.get(column.id)} />
        </Fragment>
      ))}
      {model.lanes.length > 0 && <LaneItems card={card} />}
    </>
  );
}

/** The lanes of the card's own column. */
function LaneItems({ card }: CardMenuProps) {
  const { store, moveCard } = useBoard();
  const model = store.getShown();
  const here = laneOf(model, card);
  return (
    <>
      <DropdownMenuSeparator />
      <DropdownMenuLabel>Lane</DropdownMenuLabel>
      {rowsOf(model).map((laneId) => {
        const admission = judge(model, card, { laneId });
        return (
          <DropdownMenuItem
            key={laneId}
            disabled={laneId === here}
            onSelect={() => card.columnId && moveCard(card.id, { columnId: card.columnId, laneId })}
            className="items-start"
          >
            <AdmissionMark admission={admission} />
            <span className="flex min-w-0 flex-col">
              <span className="truncate">
                {nameOfLane(model, laneId)}
                {laneId === here && <span className="text-muted-foreground"> (here)</span>}
              </span>
              <AdmissionWords admission={admission} />
            </span>
          </DropdownMenuItem>
        );
      })}
    </>
  );
}

type WaitingListItemProps = CardMenuProps & { columnId: string; admission: Admission | undefined };

/** Under a column without room: the way onto its waiting list, or off it. */
function WaitingListItem({ card, columnId, admission }: WaitingListItemProps) {
  const { store, joinWaitingList, leaveWaitingList } = useBoard();
  const isWaiting = findWaitingEntry(store.getShown(), card.id)?.columnId === columnId;
  const isFull = admission?.verdict !== "accepted" && (admission?.limits.length ?? 0) > 0;
  if (!isWaiting && !isFull) return null;
  return (
    <DropdownMenuItem
      className="pl-8 text-xs"
      onSelect={() =>
        void (isWaiting ? leaveWaitingList(card.id) : joinWaitingList({ cardId: card.id, columnId }))
      }
    >
      <Hourglass aria-hidden className="text-muted-foreground" />
      {isWaiting ? "Leave the waiting list" : "Join the waiting list"}
    </DropdownMenuItem>
  );
}
