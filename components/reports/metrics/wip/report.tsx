import { useMemo } from "react";
import { useLocale } from "@/lib/client/format/use-locale";
import { type WipAnswer, wipMetric } from "@/lib/contracts/metrics/wip";
import { useOpenDay } from "../../cards/use-open-day";
import { ChartFrame } from "../../charts/chart-frame";
import { columnColours } from "../../charts/colours";
import { LegendNote } from "../../charts/legend-note";
import { MarkList } from "../../charts/mark-list";
import { SeriesKeys } from "../../charts/series-keys";
import { useHiddenSeries } from "../../charts/use-hidden-series";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { definition } from "./definition";
import { WipPicture } from "./picture";
import { wipSentence } from "./words";

export const report = defineReport({
  group: "in-progress",
  ask: (ask) => ask(wipMetric),
  Report: WipReport,
});

/** The line of all that was started and is not finished. */
const totalKey = {
  key: "total",
  name: "Started, not finished",
  colour: "var(--foreground)",
  mark: <LineMark />,
} as const;

/** Cards in each queue and active column at the end of every day, and the work in progress beside them. */
function WipReport({ answer }: { answer: WipAnswer }) {
  const { days } = answer;
  const view = useReportView();
  const columns = useMemo(() => {
    const colours = columnColours(view.columns);
    const counted = days[0]?.byColumn ?? {};
    return view.columns
      .map(({ id, name }, index) => ({ key: id, name, colour: colours[index] ?? "" }))
      .filter(({ key }) => key in counted);
  }, [days, view.columns]);
  const series = useMemo(() => [...columns, totalKey], [columns]);
  const shown = useHiddenSeries(
    "wip-off",
    series.map(({ key }) => key),
  );
  return (
    <ChartFrame
      title="Work in progress over time"
      sentence={wipSentence(answer)}
      definition={definition}
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="wip"
      isEmpty={days.length === 0 || answer.cards === 0}
      emptyWords="No card has been on this board yet."
      table={{
        headers: ["Day", ...columns.map(({ name }) => name), totalKey.name],
        rows: days.map(({ date, wip, byColumn }) => [
          date,
          ...columns.map(({ key }) => byColumn[key] ?? 0),
          wip,
        ]),
      }}
      legend={
        <>
          <SeriesKeys keys={series} {...shown} />
          <LegendNote>
            Areas: cards in each column at the end of the day, what limits look at. Line: cards started and
            not finished. They differ for cards sent back or reopened.
          </LegendNote>
          <MarkList marks={view.marks} locale={useLocale()} />
        </>
      }
    >
      <WipPicture
        days={days}
        columns={columns}
        hidden={shown.hidden}
        hidesTotal={shown.hidden.has(totalKey.key)}
        onOpenDay={useOpenDay()}
      />
    </ChartFrame>
  );
}

function LineMark() {
  return (
    <svg viewBox="0 0 12 12" className="size-3 shrink-0" aria-hidden>
      <path d="M0 6h12" stroke="var(--foreground)" strokeWidth={1.75} />
    </svg>
  );
}
