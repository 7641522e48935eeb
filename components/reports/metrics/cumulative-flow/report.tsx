"use client";

import { useMemo } from "react";
import { flowReadingWords } from "@/components/reports/metrics/cumulative-flow/reading-words";
import { cumulativeFlowSentence } from "@/components/reports/metrics/report-words";
import { useLocale } from "@/lib/client/format/use-locale";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";
import { ChartFrame } from "../../charts/chart-frame";
import { columnColours, dayWords } from "../../charts/chart-theme";
import { MarkList } from "../../charts/mark-list";
import { SeriesKeys } from "../../charts/series-keys";
import { useHiddenSeries } from "../../charts/use-hidden-series";
import type { LimitMark } from "../../view/limit-marks";
import { useViewChoice } from "../../view/use-view-choice";
import { FlowControls } from "./controls";
import { CumulativeFlowPicture } from "./picture";
import { useFlowReading } from "./use-reading";

type CumulativeFlowReportProps = {
  answer: CumulativeFlowAnswer;
  marks: LimitMark[];
  onOpenDay: (date: string) => void;
};

function countDoneBefore({ columns, before }: CumulativeFlowAnswer): number {
  const done = columns.filter(({ kind }) => kind === "done");
  return done.reduce((sum, { id }) => sum + (before.counts[id] ?? 0), 0);
}

/** Cards in each column at the end of every day, stacked with done at the bottom; can be read off between two days. */
export function CumulativeFlowReport({ answer, marks, onOpenDay }: CumulativeFlowReportProps) {
  const locale = useLocale();
  const flow = useFlowReading(answer);
  const [lines, chooseLines] = useViewChoice("flow-lines");
  const showsLines = lines !== null;
  const bands = useHiddenSeries(
    "flow-off",
    answer.columns.map(({ id }) => id),
  );
  const isHidden = ({ id }: { id: string }) => bands.hidden.has(id);
  const hidesDone = answer.columns.some((column) => column.kind === "done" && isHidden(column));
  const before = useMemo(() => countDoneBefore(answer), [answer]);
  const doneBefore = hidesDone ? 0 : before;
  const canShowLines = !answer.columns.some((column) => column.isCommitted && isHidden(column));
  const colours = columnColours(answer.columns);
  return (
    <ChartFrame
      title="Cumulative flow"
      sentence={cumulativeFlowSentence(answer)}
      definition="cumulative-flow"
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="cumulative-flow"
      isEmpty={answer.days.length === 0 || answer.cards === 0}
      emptyWords="No card has been on this board yet. Bands appear as soon as cards move."
      controls={
        <FlowControls
          from={answer.from}
          to={answer.to}
          locale={locale}
          flow={flow}
          showsLines={showsLines}
          onToggleLines={() => chooseLines(showsLines ? null : "shown")}
        />
      }
      table={{
        headers: ["Day", ...answer.columns.map(({ name }) => name), "Reached done"],
        rows: answer.days.map(({ date, counts, departures }) => [
          date,
          ...answer.columns.map(({ id }) => counts[id] ?? 0),
          departures,
        ]),
      }}
      legend={
        <>
          {flow.reading && (
            <p role="status" className="px-3 pt-2 text-sm text-pretty">
              {flowReadingWords(flow.reading, (date) => dayWords(date, locale))}
            </p>
          )}
          <SeriesKeys
            keys={answer.columns.map(({ id, name }, index) => ({
              key: id,
              name,
              colour: colours[index] ?? "",
            }))}
            {...bands}
          />
          {showsLines && !canShowLines && (
            <p className="px-3 pt-1 text-xs text-muted-foreground">
              Arrivals and departures fit to all bands from the commitment point on; show those to see the
              lines.
            </p>
          )}
          {showsLines && canShowLines && (
            <p className="px-3 pt-1 text-xs text-muted-foreground">
              Solid line: cards that had come to the commitment point. Dashed: cards that had reached done.
              Neither ever falls; deleted cards leave the bands and stay in the lines.
            </p>
          )}
          {doneBefore > 0 && (
            <p className="px-3 pt-1 text-xs text-muted-foreground">
              The scale does not begin at 0; done before the first day: {doneBefore.toLocaleString("en")}.
            </p>
          )}
          <MarkList marks={marks} locale={locale} />
        </>
      }
    >
      <CumulativeFlowPicture
        answer={answer}
        marks={marks}
        locale={locale}
        doneBefore={doneBefore}
        reading={flow.reading}
        hidden={bands.hidden}
        showsLines={showsLines && canShowLines}
        onOpenDay={onOpenDay}
        {...flow.pointing}
      />
    </ChartFrame>
  );
}
