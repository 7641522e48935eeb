"use client";

import { Siren } from "lucide-react";
import { PersonMarks } from "@/components/card/person-marks";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { useNow } from "@/lib/client/clock/use-now";
import { spokenDuration } from "@/lib/client/format/durations";
import { useLocale } from "@/lib/client/format/use-locale";
import { usePages } from "@/lib/client/query/use-pages";
import { andonsOf } from "@/lib/client/store/andon-api";
import type { AndonRecord } from "@/lib/contracts/board";
import { useShown } from "../context/board-context";

type AndonHistoryProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Every pull of an andon on the board: why, by whom, for how long, and who helped. */
export function AndonHistory({ isOpen, onOpenChange }: AndonHistoryProps) {
  return (
    <Sheet open={isOpen} onOpenChange={onOpenChange}>
      <SheetContent className="w-full gap-0 sm:max-w-md">
        <SheetHeader>
          <SheetTitle>Past pulls of the andon</SheetTitle>
          <SheetDescription>On every column of this board, the newest first.</SheetDescription>
        </SheetHeader>
        {isOpen && <Pulls />}
      </SheetContent>
    </Sheet>
  );
}

function Pulls() {
  const boardId = useShown((model) => model.facts.id);
  const version = useShown((model) => model.facts.version);
  // A change of the board's structure may be a pull or a release.
  const { items, error, hasMore, readMore } = usePages(andonsOf(boardId), { since: [version] });

  if (error || !items) {
    return (
      <p role="status" className="px-4 text-sm text-muted-foreground">
        {error ? "The pulls could not be read. Close this and try again." : "Reading…"}
      </p>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState icon={Siren} title="No andon has been pulled yet" className="mx-4">
        Anybody who works on the board may pull the andon of a column when something there must be put right
        before new work comes in.
      </EmptyState>
    );
  }
  return (
    <ul className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-4 pb-4">
      {items.map((pull) => (
        <Pull key={pull.id} pull={pull} />
      ))}
      {hasMore && (
        <li>
          <Button variant="ghost" size="sm" className="w-full" onClick={readMore}>
            Show more
          </Button>
        </li>
      )}
    </ul>
  );
}

function Pull({ pull }: { pull: AndonRecord }) {
  const columns = useShown((model) => model.columns);
  const members = useShown((model) => model.people);
  const locale = useLocale();
  const now = useNow();
  const nameOf = (id: string | null) => members.find(({ userId }) => userId === id)?.name ?? "Somebody";
  const column = columns.find(({ id }) => id === pull.columnId)?.name ?? "A column since removed";
  const elapsedMs = pull.releasedAt ? pull.durationMs : now - Date.parse(pull.pulledAt);
  const pulledAt = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(
    Date.parse(pull.pulledAt),
  );
  return (
    <li className="flex flex-col gap-1.5 rounded-md border border-border p-3 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{column}</span>
        {pull.releasedAt ? (
          <span className="tabular-nums">{`for ${spokenDuration(elapsedMs)}`}</span>
        ) : (
          <Badge tone="danger">
            <Siren aria-hidden />
            {`Pulled for ${spokenDuration(elapsedMs)}`}
          </Badge>
        )}
      </div>
      <p dir="auto" className="wrap-anywhere">
        {pull.reason}
      </p>
      <p className="text-xs text-muted-foreground">
        {`${nameOf(pull.pulledById)} pulled it on `}
        <time dateTime={pull.pulledAt}>{pulledAt}</time>
        {pull.releasedAt && `, ${nameOf(pull.releasedById)} released it`}
      </p>
      {pull.helperIds.length > 0 && (
        <div className="flex items-center gap-2 text-xs text-muted-foreground">
          In the swarm
          <span>
            <PersonMarks people={members.filter(({ userId }) => pull.helperIds.includes(userId))} />
          </span>
        </div>
      )}
    </li>
  );
}
