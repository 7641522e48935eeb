import { memo, useMemo } from "react";
import type { ThroughputAnswer } from "@/lib/contracts/metrics/throughput";
import { ChartFrame } from "../../charts/chart-frame";
import { LegendNote } from "../../charts/legend-note";
import { definition } from "./definition";
import { HistogramPicture } from "./histogram-picture";
import { countDays } from "./series";
import { countDaysSentence } from "./words";

/** On how many days no card was finished, one, two and so on. */
export const ThroughputHistogram = memo(function ThroughputHistogram({
  answer,
}: {
  answer: ThroughputAnswer;
}) {
  const bars = useMemo(() => countDays(answer.days), [answer.days]);
  return (
    <ChartFrame
      title="Throughput histogram"
      sentence={countDaysSentence(answer.days)}
      definition={definition}
      cards={answer.total}
      excluded={answer.excluded}
      fileName="throughput-histogram"
      isEmpty={answer.total === 0}
      emptyWords="No card was finished in this range. Choose a longer one, or finish a card."
      table={{
        headers: ["Cards finished on a day", "Days"],
        rows: bars.map(({ name, days }) => [name, days]),
      }}
      legend={
        <LegendNote>
          Bars: on how many days so many cards were finished. Forecasts draw from these days.
        </LegendNote>
      }
    >
      <HistogramPicture bars={bars} from={answer.from} to={answer.to} />
    </ChartFrame>
  );
});
