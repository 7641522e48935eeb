import { memo, useMemo } from "react";
import { dayNoun, daysHead } from "@/lib/client/format/day-count";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import type { DurationAnswer } from "@/lib/contracts/metrics/duration";
import { ChartFrame } from "../../charts/chart-frame";
import { LegendNote } from "../../charts/legend-note";
import { definition as leadTimeDefinition } from "../lead-time/definition";
import { definition } from "./definition";
import { HistogramPicture } from "./histogram-picture";
import { binDays } from "./series";
import { type DurationKind, durationName, earlierWords, histogramSentence, percentileWords } from "./words";

type DurationHistogramProps = { kind: DurationKind; answer: DurationAnswer; before: DurationAnswer | null };

/** Finished cards by the days they took, with marks at the percentiles. */
export const DurationHistogram = memo(function DurationHistogram(props: DurationHistogramProps) {
  const { kind, answer, before } = props;
  const locale = useLocale();
  const bins = useMemo(() => binDays(answer.histogram), [answer.histogram]);
  return (
    <ChartFrame
      title={`${durationName(kind)} histogram`}
      sentence={histogramSentence(answer)}
      definition={kind === "lead-time" ? leadTimeDefinition : definition}
      cards={answer.n}
      workingDays={answer.workingDays}
      excluded={answer.excluded}
      fileName={`${kind}-histogram`}
      isEmpty={answer.n === 0}
      emptyWords="No card was finished in this range. Choose a longer one, or finish a card."
      table={{
        headers: [daysHead(answer), "Cards"],
        rows: answer.histogram.map(({ days, count }) => [days, count]),
      }}
      legend={
        <LegendNote>
          Bars: cards by the {dayNoun(answer)}s they took. Dashed: percentiles, {percentileWords(answer)}.
          {before && ` ${earlierWords(before, (date) => dayWords(date, locale))}`}
        </LegendNote>
      }
    >
      <HistogramPicture kind={kind} answer={answer} bins={bins} />
    </ChartFrame>
  );
});
