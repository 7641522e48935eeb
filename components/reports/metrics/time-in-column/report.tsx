import { inDays } from "@/lib/client/format/durations";
import { plural } from "@/lib/client/format/plural";
import { type TimeInColumnAnswer, timeInColumnMetric } from "@/lib/contracts/metrics/time-in-column";
import { ChartFrame } from "../../charts/chart-frame";
import { LegendNote } from "../../charts/legend-note";
import { daysWords } from "../../charts/looks";
import { SeriesKeys } from "../../charts/series-keys";
import { useHiddenSeries } from "../../charts/use-hidden-series";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { definition } from "./definition";
import { TimeInColumnPicture } from "./picture";
import { seriesOf } from "./series";
import { useOpenLongestVisits } from "./use-open-longest-visits";
import { timeInColumnSentence } from "./words";

export const report = defineReport({
  group: "time",
  ask: (ask) => ask(timeInColumnMetric),
  Report: TimeInColumnReport,
});

/** How long cards stayed in each column at or past the commitment point, visit by visit; the table has all columns. */
function TimeInColumnReport({ answer }: { answer: TimeInColumnAnswer }) {
  const view = useReportView();
  const isCommitted = (columnId: string) =>
    view.columns.find(({ id }) => id === columnId)?.isCommitted ?? true;
  const measured = answer.columns.filter(({ meanMs }) => meanMs !== null);
  const columns = measured.filter(({ columnId }) => isCommitted(columnId));
  const series = seriesOf(answer);
  const shown = useHiddenSeries(
    "time-off",
    series.map(({ key }) => key),
  );
  return (
    <ChartFrame
      title="Time in column"
      sentence={timeInColumnSentence(columns)}
      definition={definition}
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="time-in-column"
      isEmpty={columns.length === 0}
      emptyWords="No card entered a column in these days. Choose a longer range."
      table={{
        headers: ["Column", "Visits", ...series.map(({ name }) => `${name} (days)`), "Total (days)"],
        rows: measured.map((column) => [
          column.name,
          column.visits,
          ...series.map(({ of }) => inDays(of(column) ?? 0)),
          inDays(column.totalMs),
        ]),
      }}
      legend={
        <>
          <SeriesKeys keys={series} {...shown} />
          <LegendNote>
            Visits that began in these days; one that still lasts counts up to now.{" "}
            {columns
              .map(
                ({ name, visits, totalMs }) =>
                  `${name}: ${plural(visits, "visit")}, ${daysWords(inDays(totalMs))} in all`,
              )
              .join(" · ")}
          </LegendNote>
        </>
      }
    >
      <TimeInColumnPicture
        columns={columns}
        series={series}
        hidden={shown.hidden}
        onOpenColumn={useOpenLongestVisits(answer)}
      />
    </ChartFrame>
  );
}
