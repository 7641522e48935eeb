"use client";

import { useId, useMemo } from "react";
import { useShown } from "@/components/board/context/board-context";
import { useNow } from "@/lib/client/clock/use-now";
import { spokenDuration } from "@/lib/client/format/durations";
import { useLocale } from "@/lib/client/format/use-locale";
import { useAnswer } from "@/lib/client/query/use-answer";
import { transitionsOf } from "@/lib/client/store/board-api";
import type { CardDetail } from "@/lib/contracts/card";
import { type ColumnVisit, lifeElsewhere, timeInColumns, visitsOf } from "./card-visits";
import { LimitBreaches } from "./limit-breaches";

/** Where the card has been, and how long in each column. */
export function CardHistory({ card }: { card: CardDetail }) {
  const headingId = useId();
  const visits = useVisits(card);
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-3">
      <h3 id={headingId} className="text-sm font-semibold">
        History
      </h3>
      {visits === null ? (
        <p className="text-sm text-muted-foreground">Reading…</p>
      ) : visits === "failed" ? (
        <p className="text-sm text-muted-foreground">The history could not be read.</p>
      ) : (
        <>
          <TimeInColumns visits={visits} />
          <VisitList visits={visits} />
          <LimitBreaches breaches={card.limitBreaches} />
        </>
      )}
    </section>
  );
}

/** A move makes a new step, and is seen by when the column was entered. */
function useVisits({ id, enteredColumnAt, archivedAt }: CardDetail): ColumnVisit[] | "failed" | null {
  const { answer, error } = useAnswer(transitionsOf(id), { since: [enteredColumnAt, archivedAt] });
  const visits = useMemo(() => answer && visitsOf(answer), [answer]);
  return error ? "failed" : visits;
}

function useColumnName(): (columnId: string) => string {
  const columns = useShown((model) => model.columns);
  return (columnId) => columns.find((column) => column.id === columnId)?.name ?? "A column since removed";
}

function TimeInColumns({ visits }: { visits: ColumnVisit[] }) {
  const now = useNow();
  const nameOf = useColumnName();
  const totals = timeInColumns(visits, now);
  const longestMs = Math.max(1, ...totals.map((total) => total.elapsedMs));
  return (
    <dl className="grid grid-cols-[minmax(0,max-content)_1fr_max-content] items-center gap-x-3 gap-y-1 text-sm">
      {totals.map(({ columnId, elapsedMs, isAtLeast }) => (
        <div key={columnId} className="contents">
          <dt dir="auto" className="truncate">
            {nameOf(columnId)}
          </dt>
          <dd aria-hidden className="h-2 rounded-full bg-muted">
            <span
              className="block h-full min-w-1 rounded-full bg-primary"
              style={{ width: `${(elapsedMs / longestMs) * 100}%` }}
            />
          </dd>
          <dd className="text-right tabular-nums">
            {isAtLeast && "at least "}
            {spokenDuration(elapsedMs)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function comingInto({ carried, isFound }: ColumnVisit): string {
  if (carried) return "came from another board into";
  return isFound ? "the history begins; it had been before in" : "entered";
}

function VisitList({ visits }: { visits: ColumnVisit[] }) {
  const locale = useLocale();
  const nameOf = useColumnName();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  return (
    <ol className="flex flex-col gap-1 text-sm text-muted-foreground">
      {visits.toReversed().map((visit) => (
        <li key={visit.enteredAt} className="flex flex-wrap gap-x-2">
          <time dateTime={visit.enteredAt} className="tabular-nums">
            {format.format(Date.parse(visit.enteredAt))}
          </time>
          <span className="text-foreground">{`${comingInto(visit)} ${nameOf(visit.columnId)}`}</span>
          {visit.isOverride && <span className="text-warning">over the limit, with a reason</span>}
        </li>
      ))}
      {(visits[0] ? lifeElsewhere(visits[0]) : []).map(({ words, at }) => (
        <li key={words} className="flex flex-wrap gap-x-2">
          <time dateTime={at} className="tabular-nums">
            {format.format(Date.parse(at))}
          </time>
          <span className="text-foreground">{words}</span>
        </li>
      ))}
    </ol>
  );
}
