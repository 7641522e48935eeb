"use client";

import { Search } from "lucide-react";
import { constraintSentence, sayReason } from "@/components/reports/metrics/health-words";
import { shortDuration } from "@/lib/client/format/durations";
import { type ConstraintAnswer, constraintMetric } from "@/lib/contracts/metrics/constraint";
import { ChartFrame } from "../../charts/chart-frame";
import { HorizontalBars } from "../../charts/horizontal-bars";
import { MetricStatus } from "../../parameters/metric-status";
import { useAdjustedMetric } from "../../parameters/use-adjusted-metric";

type ConstraintReportProps = {
  boardId: string;
  /** Shows the longest visits to a column. */
  onOpenColumn: (columnId: string) => void;
  first: ConstraintAnswer;
  /** Queue and active columns of the board, from left to right. */
  columns: { id: string; name: string }[];
};

const hourMs = 3_600_000;

const hours = (ms: number | null) => (ms === null ? null : Number((ms / hourMs).toFixed(1)));

/** Where work probably waits for capacity, and why it looks so. */
export function ConstraintReport({ boardId, first, columns, onOpenColumn }: ConstraintReportProps) {
  const { answer, asked, ask } = useAdjustedMetric({
    boardId,
    metric: constraintMetric,
    first,
    fixed: { asOf: first.to },
  });
  const { probable } = answer;
  const looked = new Set(answer.columns.map(({ columnId }) => columnId));
  const nameOf = (columnId: string) => columns.find(({ id }) => id === columnId)?.name ?? "";
  const toggle = (columnId: string) => {
    const leftOut = columns
      .map(({ id }) => id)
      .filter((id) => (id === columnId ? looked.has(id) : !looked.has(id)));
    ask({ leaveOut: leftOut.length === 0 ? null : leftOut.join(",") });
  };
  return (
    <ChartFrame
      title="Probable constraint"
      sentence={constraintSentence(answer)}
      definition="constraint"
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="constraint"
      isEmpty={answer.columns.every(({ totalDwellMs }) => totalDwellMs === 0)}
      emptyWords="Move cards into a queue or an active column, and the time they spend there shows."
      table={{
        headers: [
          "Column",
          "Came",
          "Went",
          "Growth",
          "All time there (hours)",
          "Mean (hours)",
          "85 % up to (hours)",
          "Blocked (hours)",
          "Cards at the end",
          "Oldest of them (hours)",
        ],
        rows: answer.columns.map((column) => [
          column.name,
          column.arrivals,
          column.departures,
          column.growth,
          hours(column.totalDwellMs),
          hours(column.dwellMeanMs),
          hours(column.dwellP85Ms),
          hours(column.blockedMs),
          column.queueAge.n,
          hours(column.queueAge.oldestMs),
        ]),
      }}
      controls={
        <>
          <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
            <legend className="float-left mr-4 text-muted-foreground">Look at</legend>
            {columns.map(({ id, name }) => (
              <label key={id} className="flex items-center gap-1.5">
                <input
                  type="checkbox"
                  checked={looked.has(id)}
                  disabled={looked.has(id) && looked.size === 1}
                  onChange={() => toggle(id)}
                  className="size-4 accent-primary"
                />
                <bdi>{name}</bdi>
              </label>
            ))}
          </fieldset>
          <MetricStatus asked={asked} />
        </>
      }
      legend={
        probable && (
          <div className="px-3 pt-2 text-sm">
            <h4 className="flex items-center gap-1.5 font-medium">
              <Search className="size-4" aria-hidden /> Probably {nameOf(probable.columnId)}
            </h4>
            <ul className="mt-1 flex list-disc flex-col gap-1 pl-6">
              {probable.reasons.map((reason) => (
                <li key={reason.code}>{sayReason(reason, nameOf(probable.heldColumnId), nameOf)}</li>
              ))}
            </ul>
            <p className="pt-2 text-xs text-muted-foreground">
              Bars: time that cards spent in each column within the range, all together; the column named here
              and the one where its work waits stand out.
            </p>
          </div>
        )
      }
    >
      <HorizontalBars
        label="Time spent in each column"
        bars={answer.columns.map(({ columnId, name, totalDwellMs }) => ({
          name,
          value: totalDwellMs,
          label: shortDuration(totalDwellMs),
          colour:
            columnId === probable?.columnId || columnId === probable?.heldColumnId
              ? "var(--chart-6)"
              : "var(--chart-1)",
          open: () => onOpenColumn(columnId),
        }))}
      />
    </ChartFrame>
  );
}
