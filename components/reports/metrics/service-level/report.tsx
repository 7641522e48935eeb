import { dayNoun } from "@/lib/client/format/day-count";
import { type ServiceLevelAnswer, serviceLevelMetric } from "@/lib/contracts/metrics/service-level";
import { ChartFrame } from "../../charts/chart-frame";
import { useAdjustedMetric } from "../../parameters/use-adjusted-metric";
import { useBefore } from "../../parameters/use-before";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { ServiceLevelBars } from "./bars";
import { ServiceLevelControls } from "./controls";
import { definition } from "./definition";
import { ServiceLevelLegend } from "./legend";
import { expectationSentence } from "./words";

export const report = defineReport({
  group: "forecast",
  isWide: true,
  ask: (ask) => ask(serviceLevelMetric),
  Report: ServiceLevelReport,
});

/** What may be expected of a card, how far that was kept, and which cards in progress are in danger of missing it. */
function ServiceLevelReport({ answer: first }: { answer: ServiceLevelAnswer }) {
  const { boardKey } = useReportView();
  const { answer, asked, adjust } = useAdjustedMetric({
    metric: serviceLevelMetric,
    first,
    fixed: { asOf: first.to },
  });
  const { percentile, days } = answer;
  const before = useBefore(serviceLevelMetric, {
    percentile: String(percentile),
    ...(days !== null && { within: String(days) }),
  });
  return (
    <ChartFrame
      title="Service level"
      sentence={expectationSentence(answer)}
      definition={definition}
      cards={answer.cards}
      workingDays={answer.workingDays}
      excluded={answer.excluded}
      fileName="service-level"
      isEmpty={days === null}
      emptyWords="Finish more cards, or choose a longer range, and the days to expect can be read from it."
      table={tableOf(answer, boardKey)}
      controls={<ServiceLevelControls answer={answer} asked={asked} before={before} onAdjust={adjust} />}
      legend={<ServiceLevelLegend answer={answer} before={before.answer} />}
    >
      <ServiceLevelBars answer={answer} />
    </ChartFrame>
  );
}

function tableOf(answer: ServiceLevelAnswer, boardKey: string) {
  const rowsOf = (standing: string, cards: ServiceLevelAnswer["late"]) =>
    cards.map(({ number, title, column, ageDays, chance }) => [
      standing,
      `${boardKey}-${number}`,
      title,
      column,
      ageDays,
      chance === null ? null : Math.round(chance * 100),
    ]);
  return {
    headers: ["Standing", "Card", "Title", "Column", `Age (${dayNoun(answer)}s)`, "Chance (%)"],
    rows: [...rowsOf("Late", answer.late), ...rowsOf("At risk", answer.atRisk)],
  };
}
