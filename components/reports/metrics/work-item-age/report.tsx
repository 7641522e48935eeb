import { useMemo } from "react";
import { dayNoun } from "@/lib/client/format/day-count";
import { useMetric } from "@/lib/client/metrics/use-metric";
import { type WorkItemAgeAnswer, workItemAgeMetric } from "@/lib/contracts/metrics/work-item-age";
import { formatDay, parseDay } from "@/lib/flow/calendar/calendar";
import { ChartFrame } from "../../charts/chart-frame";
import { useHiddenSeries } from "../../charts/use-hidden-series";
import { DaySlider } from "../../parameters/day-slider";
import { MetricStatus } from "../../parameters/metric-status";
import { useOwnParameters } from "../../parameters/use-own-parameters";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { useViewChoice } from "../../view/use-view-choice";
import { definition } from "./definition";
import { AgeingLegend } from "./legend";
import { AgeingPicture } from "./picture";
import { keyOfRisk, looksFor } from "./risk-looks";
import { type AgeingDot, buildAgeing } from "./series";
import { ageingSentence, riskWord } from "./words";

export const report = defineReport({
  group: "in-progress",
  isWide: true,
  ask: (ask) => ask(workItemAgeMetric),
  Report: WorkItemAgeReport,
});

/** The ages at the end of a day that the reader chooses, kept in the address; at first of the last day of the range. */
function useAgesOfDay(last: WorkItemAgeAnswer) {
  const { boardId, filterQuery } = useReportView();
  const [chosen, choose] = useViewChoice("age-day");
  const day = chosen !== null && chosen >= last.from && chosen < last.to ? chosen : last.to;
  // They are held against the cards finished in as many days before as the range has.
  const from = formatDay(parseDay(last.from) - (parseDay(last.to) - parseDay(day)));
  const own = useOwnParameters(workItemAgeMetric);
  const parameters = { ...own, from, to: day, asOf: day };
  const asked = useMetric(workItemAgeMetric, day === last.to ? null : { boardId, filterQuery, parameters });
  return { answer: asked.answer ?? last, asked, day, choose };
}

/** Cards in progress by column and age, on any day of the range, before the pace of those that were finished. */
function WorkItemAgeReport({ answer: last }: { answer: WorkItemAgeAnswer }) {
  const { boardKey, columns } = useReportView();
  const { answer, asked, day, choose } = useAgesOfDay(last);
  const ageing = useMemo(() => buildAgeing(answer, columns), [answer, columns]);
  const risks = useHiddenSeries(
    "ages-off",
    looksFor(answer).map(({ risk }) => keyOfRisk(risk)),
  );
  const dots = useMemo(
    () => ageing.dots.filter(({ risk }) => !risks.hidden.has(keyOfRisk(risk))),
    [ageing, risks.hidden],
  );
  return (
    <ChartFrame
      title="Ageing work in progress"
      sentence={ageingSentence(answer)}
      definition={definition}
      cards={answer.cards}
      workingDays={answer.workingDays}
      excluded={answer.excluded}
      fileName="ageing"
      isEmpty={ageing.dots.length === 0 && ageing.bands.length === 0}
      emptyWords="No card is in progress on this day, and none was finished before it."
      controls={
        <>
          <DaySlider label="As of the end of" from={last.from} to={last.to} value={day} onChange={choose} />
          <MetricStatus asked={asked} />
        </>
      }
      table={tableOf(answer, ageing.dots, boardKey)}
      legend={<AgeingLegend answer={answer} columns={columns} risks={risks} />}
    >
      <AgeingPicture answer={answer} columns={ageing.columns} bands={ageing.bands} dots={dots} />
    </ChartFrame>
  );
}

function tableOf(answer: WorkItemAgeAnswer, dots: readonly AgeingDot[], boardKey: string) {
  return {
    headers: ["Column", "Card", "Title", `Age (${dayNoun(answer)}s)`, "State"],
    rows: dots.map((dot) => [
      dot.column,
      `${boardKey}-${dot.number}`,
      dot.title,
      dot.ageDays,
      riskWord(dot.risk, answer),
    ]),
  };
}
