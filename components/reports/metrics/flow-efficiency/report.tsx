import { inDays } from "@/lib/client/format/durations";
import { sayShare } from "@/lib/client/limits/use-words";
import { type FlowEfficiencyAnswer, flowEfficiencyMetric } from "@/lib/contracts/metrics/flow-efficiency";
import { ChartFrame } from "../../charts/chart-frame";
import { ColourKeys } from "../../charts/colour-keys";
import { LegendNote } from "../../charts/legend-note";
import { daysWords } from "../../charts/looks";
import { defineReport } from "../../view/define-report";
import { definition } from "./definition";
import { FlowEfficiencyPicture } from "./picture";
import { efficiencyParts, efficiencySentence, partColours } from "./words";

export const report = defineReport({
  group: "time",
  ask: (ask) => ask(flowEfficiencyMetric),
  Report: FlowEfficiencyReport,
});

/** The cycle time of the finished cards in its parts: active, waiting, blocked. */
function FlowEfficiencyReport({ answer }: { answer: FlowEfficiencyAnswer }) {
  const { configured, aggregate, meanOfCards } = answer;
  const parts = efficiencyParts(answer);
  return (
    <ChartFrame
      title="Flow efficiency"
      sentence={efficiencySentence(answer)}
      definition={definition}
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="flow-efficiency"
      isEmpty={aggregate === null}
      emptyWords={
        configured
          ? "No card was finished in this range. Choose a longer one, or finish a card."
          : "Waiting cannot be seen without a queue column. Give the columns in which cards wait the kind queue in the board's settings, and the figure appears for the past, too."
      }
      table={{
        headers: ["Part of the cycle time", "Days", "Share (%)"],
        rows: configured
          ? parts.map(({ name, ms, share }) => [name, inDays(ms), Math.round(share * 1000) / 10])
          : [],
      }}
      legend={
        <>
          <ColourKeys
            keys={parts.map(({ key, name, ms, share }) => ({
              name: `${name}: ${sayShare(share)}, ${daysWords(inDays(ms))}`,
              colour: partColours[key],
            }))}
          />
          <LegendNote>
            Of the cycle time of all cards together.
            {meanOfCards !== null && ` The mean of the cards' own efficiencies is ${sayShare(meanOfCards)}.`}
          </LegendNote>
        </>
      }
    >
      <FlowEfficiencyPicture parts={parts} from={answer.from} to={answer.to} />
    </ChartFrame>
  );
}
