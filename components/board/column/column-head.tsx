"use client";

import {
  Ban,
  Check,
  CircleCheck,
  CircleCheckBig,
  CircleDot,
  Hourglass,
  Inbox,
  MessageSquareText,
  Siren,
} from "lucide-react";
import { cn } from "@/components/ui/cn";
import { andonOf, donePartOf, wholeOf } from "@/lib/client/board/split-columns";
import { isColumnLimit, type LimitLoad, limitLoadsOf } from "@/lib/client/limits/load";
import type { ColumnView } from "@/lib/contracts/board";
import type { ColumnKind } from "@/lib/domain/board";
import { LimitBadge } from "../../limits/limit-badge";
import { AndonBanner } from "../andon/andon-banner";
import { useShown } from "../context/board-context";
import type { DropAnswer } from "../drag/drag";
import { ColumnWaitingList } from "../waiting-list/column-waiting-list";
import { ColumnMenu } from "./column-menu";

const kinds: Record<ColumnKind, { Icon: typeof Inbox; word: string; className: string }> = {
  backlog: { Icon: Inbox, word: "Backlog: not committed yet", className: "text-kind-backlog" },
  queue: { Icon: Hourglass, word: "Queue: waiting", className: "text-kind-queue" },
  active: { Icon: CircleDot, word: "Active: being worked on", className: "text-kind-active" },
  done: { Icon: CircleCheckBig, word: "Done", className: "text-kind-done" },
};

type ColumnHeadProps = {
  column: ColumnView;
  count: number;
  /** Cards left over by the filter. */
  shown: number;
  answer: DropAnswer | null;
  /** Stays in view above lanes, so it only marks a pulled andon; the banner stands below it. */
  isLow?: boolean;
};

/** Name, kind and occupancy of a column; during a drag also what the column says to the cards that are held. */
export function ColumnHead({ column, count, shown, answer, isLow = false }: ColumnHeadProps) {
  const { Icon, word, className } = useLooks(column);
  const commitment = useShown((model) => model.facts.commitmentColumnId);
  const loads = useShown(limitLoadsOf);
  const isSplit = useShown(({ columns }) => donePartOf(columns, column.id) !== null);
  const andon = useShown(({ columns }) => andonOf(columns, column));
  // The limit of a split column is over both parts, and stands above them.
  const own = isSplit ? [] : [...loads.values()].filter(({ limit }) => isColumnLimit(limit, column.id));
  const tightest = own.reduce<LimitLoad | null>(
    (fullest, load) =>
      fullest && fullest.limit.max - fullest.count <= load.limit.max - load.count ? fullest : load,
    null,
  );
  return (
    <header
      data-column-head={column.id}
      className={cn(
        "flex min-h-11 shrink-0 flex-col justify-center gap-0.5 rounded-t-xl pt-2 pb-1",
        andon && "bg-column-closed",
      )}
    >
      <div className="flex items-center gap-2 px-3">
        <span title={word} className={className}>
          <Icon aria-hidden className="size-4" />
          <span className="sr-only">{`${word}. `}</span>
        </span>
        <h2 dir="auto" className="min-w-0 truncate text-sm font-semibold">
          {column.name}
        </h2>
        {commitment === column.id && !answer && (
          <span
            title="Commitment point: from here on a card counts as started"
            className="rounded-full border border-border px-1.5 text-[0.6875rem] text-muted-foreground"
          >
            Start
          </span>
        )}
        <span className="ml-auto shrink-0">
          {answer ? (
            <AnswerWord answer={answer} />
          ) : tightest ? (
            <LimitBadge
              count={tightest.count}
              max={tightest.limit.max}
              state={tightest.state}
              mode={tightest.limit.mode}
            />
          ) : (
            <span className="text-xs text-muted-foreground tabular-nums">
              {count}
              <span className="sr-only">{count === 1 ? " card" : " cards"}</span>
            </span>
          )}
        </span>
        <ColumnMenu column={column} />
      </div>
      {andon && (column.donePartOf || isLow ? <AndonMark /> : <AndonBanner column={column} andon={andon} />)}
      <ColumnWaitingList column={column} />
      {shown < count && (
        <p className="px-3 text-xs text-muted-foreground">{`${shown} of ${count} match the filter`}</p>
      )}
    </header>
  );
}

/** How a column says what it is; the done part of a split column says whose. */
function useLooks(column: ColumnView): { Icon: typeof Inbox; word: string; className: string } {
  const whole = useShown(({ columns }) => wholeOf(columns, column));
  if (whole.id === column.id) return kinds[column.kind];
  return { ...kinds.queue, Icon: CircleCheck, word: `Done in ${whole.name}, waiting to go on` };
}

/** For a head whose banner stands elsewhere: over the other part of the column, or below the heads. */
function AndonMark() {
  return (
    <p className="mx-3 flex items-center gap-1.5 text-xs font-medium text-danger">
      <Siren aria-hidden className="size-4 shrink-0" />
      Andon pulled
    </p>
  );
}

/** In place of the count, so that nothing on the board shifts when a card is picked up. */
export function AnswerWord({ answer }: { answer: DropAnswer }) {
  const [Icon, text, className] = wordOf(answer);
  return (
    <span className={cn("inline-flex items-center gap-1 text-xs font-semibold whitespace-nowrap", className)}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {text}
    </span>
  );
}

function wordOf({ verdict, andon, limits, overridable, count: cards }: DropAnswer) {
  if (andon) return [Siren, "Andon pulled", "text-danger"] as const;
  const count = limits[0] ? `${limits[0].count} / ${limits[0].max}` : "";
  if (verdict === "accepted") {
    return [Check, cards > 1 ? `Takes all ${cards}` : "Takes it", "text-success"] as const;
  }
  return overridable
    ? ([MessageSquareText, `${count} Needs a reason`, "text-warning"] as const)
    : ([Ban, `${count} Full`, "text-danger"] as const);
}
