"use client";

import { CircleAlert, CircleCheck, Clock, Hourglass, OctagonX } from "lucide-react";
import { memo, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { ErrorBoundary } from "@/components/ui/error-boundary";
import type { Person } from "@/lib/client/board/model";
import { useNow } from "@/lib/client/clock/use-now";
import { shortDuration, spokenDuration } from "@/lib/client/format/durations";
import type { LabelView } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import { ClassMark } from "./class-mark";
import { DueMark } from "./due-mark";
import { LabelMark } from "./label-mark";
import { PersonMarks } from "./person-marks";

export type CardTileProps = {
  card: CardView;
  boardKey: string;
  timeZone: string;
  labels: readonly LabelView[];
  people: readonly Person[];
  /** Finished cards no longer age. */
  isDone: boolean;
  /** What can be done with the card, at its upper right corner. */
  actions?: ReactNode;
  /** In which line the card stands, in words. */
  waiting?: string;
  isHeld?: boolean;
  isOpen?: boolean;
  isSelected?: boolean;
  /** What was done with the card has not reached the server, and should have. */
  isUnsaved?: boolean;
};

/** What a card looks like on the board; knows nothing of dragging. One that cannot be drawn is its number and title. */
export const CardTile = memo(function CardTile(props: CardTileProps) {
  return (
    <ErrorBoundary of={props.card} fallback={<BareTile {...props} />}>
      <WholeTile {...props} />
    </ErrorBoundary>
  );
});

function BareTile({ card, boardKey }: CardTileProps) {
  return (
    <div className="flex flex-col gap-1.5 rounded-lg border border-border bg-card p-2.5 text-card-foreground">
      <span className="text-xs text-muted-foreground">
        {`${boardKey}-${card.number} · this card cannot be shown in full`}
      </span>
      <p dir="auto" className="text-sm font-medium wrap-anywhere">
        {card.title}
      </p>
    </div>
  );
}

function WholeTile(props: CardTileProps) {
  const { card, boardKey, isDone, isHeld, isOpen, isSelected } = props;
  const isWaitingForNumber = card.number === 0;
  const isBlocked = card.blocked && !isDone;
  const labels = props.labels.filter((label) => card.labelIds.includes(label.id));
  const people = props.people.filter((person) => card.assigneeIds.includes(person.userId));
  const hasFoot = labels.length > 0 || card.dueDate !== null || people.length > 0;
  return (
    <div
      className={cn(
        "relative flex flex-col gap-1.5 overflow-hidden rounded-lg border border-border bg-card p-2.5 text-card-foreground shadow-xs transition-shadow",
        "group-hover/card:border-ring/40 group-hover/card:shadow-sm",
        card.classOfService === "expedite" && "border-l-4 border-l-expedite",
        isBlocked && "bg-blocked",
        isHeld && "rotate-1 shadow-lg ring-2 ring-ring",
        isOpen && "ring-2 ring-ring",
        isSelected && "border-primary bg-primary/10 ring-1 ring-primary",
        isWaitingForNumber && "opacity-60",
      )}
    >
      <div className="flex min-h-5 items-center gap-2 text-xs text-muted-foreground">
        {isSelected && <CircleCheck aria-hidden className="size-4 text-primary" />}
        <span className="tabular-nums">
          {isWaitingForNumber ? (props.isUnsaved ? "" : "Saving…") : `${boardKey}-${card.number}`}
        </span>
        <ClassMark classOfService={card.classOfService} />
        {isBlocked && (
          <span className="inline-flex items-center gap-1 font-medium text-danger">
            <OctagonX aria-hidden className="size-3.5" />
            Blocked
          </span>
        )}
        <span className="ml-auto flex items-center gap-1">
          {!isDone && <AgeMark since={card.enteredColumnAt} />}
          {props.actions}
        </span>
      </div>
      <p dir="auto" className="text-sm leading-snug font-medium text-pretty wrap-anywhere">
        {card.title}
      </p>
      {props.isUnsaved && (
        <p className="flex items-center gap-1 text-xs font-medium text-danger">
          <CircleAlert aria-hidden className="size-3.5 shrink-0" />
          Not saved yet
        </p>
      )}
      {props.waiting && (
        <p className="flex items-center gap-1 text-xs font-medium text-muted-foreground">
          <Hourglass aria-hidden className="size-3.5 shrink-0" />
          {props.waiting}
        </p>
      )}
      {hasFoot && (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs">
          {labels.map((label) => (
            <LabelMark key={label.id} label={label} />
          ))}
          {card.dueDate && <DueMark dueDate={card.dueDate} timeZone={props.timeZone} isFinished={isDone} />}
          <PersonMarks people={people} />
        </div>
      )}
    </div>
  );
}

/** Time since the card entered its column: what moving it on would end. */
function AgeMark({ since }: { since: string }) {
  const elapsedMs = useNow() - Date.parse(since);
  return (
    <span
      className="inline-flex items-center gap-1 whitespace-nowrap tabular-nums"
      title={`In this column for ${spokenDuration(elapsedMs)}`}
    >
      <Clock aria-hidden className="size-3" />
      <span className="sr-only">{`In this column for ${spokenDuration(elapsedMs)}`}</span>
      <span aria-hidden>{shortDuration(elapsedMs)}</span>
    </span>
  );
}
