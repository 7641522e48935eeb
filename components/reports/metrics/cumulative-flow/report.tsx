import { useMemo } from "react";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import { type CumulativeFlowAnswer, cumulativeFlowMetric } from "@/lib/contracts/metrics/cumulative-flow";
import { useOpenDay } from "../../cards/use-open-day";
import { ChartFrame } from "../../charts/chart-frame";
import { columnColours } from "../../charts/colours";
import { LegendNote } from "../../charts/legend-note";
import { MarkList } from "../../charts/mark-list";
import { SeriesKeys } from "../../charts/series-keys";
import { type HiddenSeries, useHiddenSeries } from "../../charts/use-hidden-series";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { useViewChoice } from "../../view/use-view-choice";
import { CumulativeFlowControls } from "./controls";
import { definition } from "./definition";
import { CumulativeFlowPicture } from "./picture";
import type { Span } from "./span";
import { spanWords } from "./span-words";
import { useSpan } from "./use-span";
import { cumulativeFlowSentence } from "./words";

export const report = defineReport({
  group: "flow",
  isWide: true,
  ask: (ask) => ask(cumulativeFlowMetric),
  Report: CumulativeFlowReport,
});

/** Cards in each column at the end of every day, stacked with done at the bottom; can be read off between two days. */
function CumulativeFlowReport({ answer }: { answer: CumulativeFlowAnswer }) {
  const openDay = useOpenDay();
  const span = useSpan(answer);
  const [lines, chooseLines] = useViewChoice("flow-lines");
  const bands = useHiddenSeries(
    "flow-off",
    answer.columns.map(({ id }) => id),
  );
  const doneBefore = useDoneBefore(answer, bands.hidden);
  const canShowLines = !answer.columns.some(({ id, isCommitted }) => isCommitted && bands.hidden.has(id));
  return (
    <ChartFrame
      title="Cumulative flow"
      sentence={cumulativeFlowSentence(answer)}
      definition={definition}
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="cumulative-flow"
      isEmpty={answer.days.length === 0 || answer.cards === 0}
      emptyWords="No card has been on this board yet. Bands appear as soon as cards move."
      controls={
        <CumulativeFlowControls
          from={answer.from}
          to={answer.to}
          span={span}
          showsLines={lines !== null}
          onToggleLines={() => chooseLines(lines === null ? "shown" : null)}
        />
      }
      table={tableOf(answer)}
      legend={
        <Legend
          answer={answer}
          span={span.chosen}
          bands={bands}
          lines={lines === null ? "off" : canShowLines ? "shown" : "unfit"}
          doneBefore={doneBefore}
        />
      }
    >
      <CumulativeFlowPicture
        answer={answer}
        doneBefore={doneBefore}
        span={span.chosen}
        hidden={bands.hidden}
        showsLines={lines !== null && canShowLines}
        onOpenDay={openDay}
        {...span.pointing}
      />
    </ChartFrame>
  );
}

function tableOf({ columns, days }: CumulativeFlowAnswer) {
  return {
    headers: ["Day", ...columns.map(({ name }) => name), "Reached done"],
    rows: days.map(({ date, counts, departures }) => [
      date,
      ...columns.map(({ id }) => counts[id] ?? 0),
      departures,
    ]),
  };
}

/** Cards that were done before the first day, from which on the scale is drawn; 0 where done is switched off. */
function useDoneBefore({ columns, before }: CumulativeFlowAnswer, hidden: ReadonlySet<string>): number {
  const done = useMemo(() => columns.filter(({ kind }) => kind === "done"), [columns]);
  if (done.some(({ id }) => hidden.has(id))) return 0;
  return done.reduce((sum, { id }) => sum + (before.counts[id] ?? 0), 0);
}

type LegendProps = {
  answer: CumulativeFlowAnswer;
  span: Span | null;
  bands: HiddenSeries;
  /** `unfit`: they are wanted, but fit only to bands that are not all shown. */
  lines: "off" | "shown" | "unfit";
  doneBefore: number;
};

function Legend({ answer, span, bands, lines, doneBefore }: LegendProps) {
  const locale = useLocale();
  const { marks } = useReportView();
  const colours = columnColours(answer.columns);
  return (
    <>
      {span && (
        <p role="status" className="px-3 pt-2 text-sm text-pretty">
          {spanWords(span, (date) => dayWords(date, locale))}
        </p>
      )}
      <SeriesKeys
        keys={answer.columns.map(({ id, name }, index) => ({ key: id, name, colour: colours[index] ?? "" }))}
        {...bands}
      />
      {lines === "unfit" && (
        <LegendNote>
          Arrivals and departures fit to all bands from the commitment point on; show those to see the lines.
        </LegendNote>
      )}
      {lines === "shown" && (
        <LegendNote>
          Solid line: cards that had come to the commitment point. Dashed: cards that had reached done.
          Neither ever falls; deleted cards leave the bands and stay in the lines.
        </LegendNote>
      )}
      {doneBefore > 0 && (
        <LegendNote>
          The scale does not begin at 0; done before the first day: {doneBefore.toLocaleString("en")}.
        </LegendNote>
      )}
      <MarkList marks={marks} locale={locale} />
    </>
  );
}
