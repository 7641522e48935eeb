import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import { type ForecastAnswer, forecastMetric } from "@/lib/contracts/metrics/forecast";
import { ChartFrame } from "../../charts/chart-frame";
import { MetricStatus } from "../../parameters/metric-status";
import { NumberParameter } from "../../parameters/number-parameter";
import { useAdjustedMetric } from "../../parameters/use-adjusted-metric";
import { defineReport } from "../../view/define-report";
import { Chances } from "./chances";
import { definition } from "./definition";
import { ForecastPicture } from "./picture";
import { forecastSentence } from "./words";

export const forecastWhen = defineReport({
  group: "forecast",
  ask: (ask) => ask(forecastMetric, { mode: "when" }),
  Report: ForecastReport,
});

export const forecastHowMany = defineReport({
  group: "forecast",
  ask: (ask) => ask(forecastMetric, { mode: "how-many" }),
  Report: ForecastReport,
});

/** When so many cards are done, or how many are in so many days: the chances, and how earlier forecasts came out. */
function ForecastReport({ answer: first }: { answer: ForecastAnswer }) {
  const locale = useLocale();
  const { mode } = first;
  const { answer, asked, adjust } = useAdjustedMetric({ metric: forecastMetric, first, fixed: { mode } });
  const sayDay = (date: string) => dayWords(date, locale);
  return (
    <ChartFrame
      title={mode === "when" ? "When will the cards be done?" : "How many cards will be done?"}
      sentence={forecastSentence(answer, sayDay)}
      definition={definition}
      cards={answer.cards}
      excluded={answer.excluded}
      fileName={`forecast-${mode}`}
      isEmpty={!answer.isEnough}
      emptyWords="A forecast draws from past days. Choose a longer range, or finish more cards on more days."
      table={{
        headers: [mode === "when" ? "Days" : "Cards", "Trials", "Share of trials (%)"],
        rows: answer.distribution.map(({ value, count }) => [
          value,
          count,
          Number(((count / answer.trials) * 100).toFixed(2)),
        ]),
      }}
      controls={
        <>
          {mode === "when" ? (
            <NumberParameter
              before="When will"
              after="cards be done?"
              label="When will so many cards be done?"
              value={answer.items}
              max={1_000}
              onAsk={(items) => adjust({ items: String(items) })}
            />
          ) : (
            <NumberParameter
              before="How many cards in"
              after="days?"
              label="How many cards in so many days?"
              value={answer.days}
              max={730}
              onAsk={(days) => adjust({ days: String(days) })}
            />
          )}
          <MetricStatus asked={asked} />
        </>
      }
      legend={<Chances answer={answer} sayDay={sayDay} />}
    >
      <ForecastPicture answer={answer} />
    </ChartFrame>
  );
}
