import { Search } from "lucide-react";
import { shortDuration } from "@/lib/client/format/durations";
import { type ConstraintAnswer, constraintMetric } from "@/lib/contracts/metrics/constraint";
import { type TimeInColumnAnswer, timeInColumnMetric } from "@/lib/contracts/metrics/time-in-column";
import { hourMs } from "@/lib/domain/duration";
import { ChartFrame } from "../../charts/chart-frame";
import { HorizontalBars } from "../../charts/horizontal-bars";
import { MetricStatus } from "../../parameters/metric-status";
import { useAdjustedMetric } from "../../parameters/use-adjusted-metric";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { useOpenLongestVisits } from "../time-in-column/use-open-longest-visits";
import { definition } from "./definition";
import { constraintSentence, sayReason } from "./words";

export const report = defineReport({
  group: "obstacles",
  ask: async (ask) => {
    const [constraint, visits] = await Promise.all([ask(constraintMetric), ask(timeInColumnMetric)]);
    return { constraint, visits };
  },
  Report: ConstraintReport,
});

type ConstraintReportProps = {
  /** `visits`: the longest ones to each column are behind its bar. */
  answer: { constraint: ConstraintAnswer; visits: TimeInColumnAnswer };
};

const hours = (ms: number | null) => (ms === null ? null : Number((ms / hourMs).toFixed(1)));

/** Where work probably waits for capacity, and why it looks so. */
function ConstraintReport({ answer: { constraint: first, visits } }: ConstraintReportProps) {
  const view = useReportView();
  const { answer, asked, adjust } = useAdjustedMetric({
    metric: constraintMetric,
    first,
    fixed: { asOf: first.to },
  });
  const columns = view.columns.filter(({ kind }) => kind === "queue" || kind === "active");
  const nameOf = (columnId: string) => columns.find(({ id }) => id === columnId)?.name ?? "";
  const openLongestVisits = useOpenLongestVisits(visits);
  const { probable } = answer;
  const isNamed = (columnId: string) =>
    columnId === probable?.columnId || columnId === probable?.heldColumnId;
  return (
    <ChartFrame
      title="Probable constraint"
      sentence={constraintSentence(answer)}
      definition={definition}
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="constraint"
      isEmpty={answer.columns.every(({ totalDwellMs }) => totalDwellMs === 0)}
      emptyWords="Move cards into a queue or an active column, and the time they spend there shows."
      table={tableOf(answer)}
      controls={
        <>
          <ColumnChoice
            columns={columns}
            chosen={new Set(answer.columns.map(({ columnId }) => columnId))}
            onLeaveOut={(ids) => adjust({ leaveOut: ids.length === 0 ? null : ids.join(",") })}
          />
          <MetricStatus asked={asked} />
        </>
      }
      legend={probable && <Reasons probable={probable} nameOf={nameOf} />}
    >
      <HorizontalBars
        label="Time spent in each column"
        bars={answer.columns.map(({ columnId, name, totalDwellMs }) => ({
          name,
          value: totalDwellMs,
          label: shortDuration(totalDwellMs),
          colour: isNamed(columnId) ? "var(--chart-6)" : "var(--chart-1)",
          open: () => openLongestVisits(columnId),
        }))}
      />
    </ChartFrame>
  );
}

function tableOf({ columns }: ConstraintAnswer) {
  return {
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
    rows: columns.map((column) => [
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
  };
}

type ColumnChoiceProps = {
  columns: readonly { id: string; name: string }[];
  chosen: ReadonlySet<string>;
  /** All columns that are not looked at. */
  onLeaveOut: (columnIds: string[]) => void;
};

/** Which columns are looked at; one at least. */
function ColumnChoice({ columns, chosen, onLeaveOut }: ColumnChoiceProps) {
  const toggle = (columnId: string) =>
    onLeaveOut(
      columns.map(({ id }) => id).filter((id) => (id === columnId ? chosen.has(id) : !chosen.has(id))),
    );
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      <legend className="float-left mr-4 text-muted-foreground">Look at</legend>
      {columns.map(({ id, name }) => (
        <label key={id} className="flex items-center gap-1.5">
          <input
            type="checkbox"
            checked={chosen.has(id)}
            disabled={chosen.has(id) && chosen.size === 1}
            onChange={() => toggle(id)}
            className="size-4 accent-primary"
          />
          <bdi>{name}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

type ReasonsProps = {
  probable: NonNullable<ConstraintAnswer["probable"]>;
  nameOf: (columnId: string) => string;
};

function Reasons({ probable, nameOf }: ReasonsProps) {
  return (
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
        Bars: time that cards spent in each column within the range, all together; the column named here and
        the one where its work waits stand out.
      </p>
    </div>
  );
}
