"use client";

import { useMemo } from "react";
import { Bar, BarChart, CartesianGrid, ReferenceLine, XAxis, YAxis } from "recharts";
import {
  forecastSentence,
  recordSentence,
  sayAnswer,
  sayDraw,
  sayLater,
  sayRecord,
  toForecastBars,
} from "@/components/reports/metrics/forecast/words";
import { useLocale } from "@/lib/client/format/use-locale";
import { sayShare } from "@/lib/client/limits/use-words";
import { type ForecastAnswer, forecastMetric } from "@/lib/contracts/metrics/forecast";
import { ChartFrame } from "../../charts/chart-frame";
import { axisLook, chartMargin, dayWords, gridLook } from "../../charts/chart-theme";
import { MetricStatus } from "../../parameters/metric-status";
import { NumberParameter } from "../../parameters/number-parameter";
import { useAdjustedMetric } from "../../parameters/use-adjusted-metric";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";

type ForecastReportProps = { boardId: string; first: ForecastAnswer };

const maxBars = 40;

/** Labels of percentiles stand on steps, since neighbouring ones may share a place. */
const labelStep = 11;

/** When so many cards are done, or how many are in so many days: the chances, and how earlier forecasts came out. */
export function ForecastReport({ boardId, first }: ForecastReportProps) {
  const locale = useLocale();
  const { mode } = first;
  const { answer, asked, ask } = useAdjustedMetric({
    boardId,
    metric: forecastMetric,
    first,
    fixed: { mode },
  });
  const sayDay = (date: string) => dayWords(date, locale);
  const isWhen = mode === "when";
  return (
    <ChartFrame
      title={isWhen ? "When will the cards be done?" : "How many cards will be done?"}
      sentence={forecastSentence(answer, sayDay)}
      definition="forecast"
      cards={answer.cards}
      excluded={answer.excluded}
      fileName={`forecast-${mode}`}
      isEmpty={!answer.isEnough}
      emptyWords="A forecast draws from past days. Choose a longer range, or finish more cards on more days."
      table={{
        headers: [isWhen ? "Days" : "Cards", "Trials", "Share of trials (%)"],
        rows: answer.distribution.map(({ value, count }) => [
          value,
          count,
          Number(((count / answer.trials) * 100).toFixed(2)),
        ]),
      }}
      controls={
        <>
          {isWhen ? (
            <NumberParameter
              before="When will"
              after="cards be done?"
              label="When will so many cards be done?"
              value={answer.items}
              most={1_000}
              onAsk={(items) => ask({ items: String(items) })}
            />
          ) : (
            <NumberParameter
              before="How many cards in"
              after="days?"
              label="How many cards in so many days?"
              value={answer.days}
              most={730}
              onAsk={(days) => ask({ days: String(days) })}
            />
          )}
          <MetricStatus asked={asked} />
        </>
      }
      legend={<Chances answer={answer} sayDay={sayDay} />}
    >
      <Distribution answer={answer} />
    </ChartFrame>
  );
}

function Distribution({ answer }: { answer: ForecastAnswer }) {
  const bars = useMemo(
    () =>
      toForecastBars(answer, maxBars).map((bar) => ({
        ...bar,
        place: bar.from === bar.to ? String(bar.from) : `${bar.from}–${bar.to}`,
        percent: bar.share * 100,
      })),
    [answer],
  );
  const unit = answer.mode === "when" ? "days" : "cards";
  const lines = Object.entries(answer.percentiles).flatMap(([percent, value]) => {
    const bar = value === null ? undefined : bars.find(({ from, to }) => value >= from && value <= to);
    return bar ? [{ percent, place: bar.place }] : [];
  });
  const places = [...new Set(lines.map(({ place }) => place))];
  return (
    <PointField
      label={`Share of trials by ${unit}`}
      height={250}
      points={bars}
      valuesOf={({ place, percent }) => ({ x: place, y: percent })}
      read={(bar) => ({
        title: `${bar.place} ${unit}`,
        rows: [{ name: "Share of trials", value: sayShare(bar.share) }],
      })}
    >
      <BarChart
        data={bars}
        margin={{ ...chartMargin, top: 16 + places.length * labelStep }}
        accessibilityLayer={false}
      >
        <CartesianGrid {...gridLook} />
        <XAxis {...axisLook} dataKey="place" minTickGap={16} interval="preserveStartEnd" />
        <YAxis {...axisLook} width={44} unit={"\u00a0%"} />
        <Bar dataKey="percent" fill="var(--chart-1)" radius={[3, 3, 0, 0]} isAnimationActive={false} />
        {places.map((place, index) => (
          <ReferenceLine
            key={place}
            x={place}
            stroke="var(--foreground)"
            strokeDasharray="6 4"
            label={{
              value: lines
                .filter((line) => line.place === place)
                .map(({ percent }) => `${percent}\u00a0%`)
                .join(", "),
              position: "top",
              offset: 5 + (places.length - 1 - index) * labelStep,
              fill: "var(--chart-axis)",
              fontSize: 11,
            }}
          />
        ))}
        <PointSpots />
      </BarChart>
    </PointField>
  );
}

type ChancesProps = { answer: ForecastAnswer; sayDay: (date: string) => string };

function Chances({ answer, sayDay }: ChancesProps) {
  return (
    <div className="px-3 pt-2">
      <table className="w-full text-left text-sm">
        <thead className="text-xs text-muted-foreground">
          <tr className="border-b border-border [&>th]:py-1 [&>th]:pr-3 [&>th]:font-medium">
            <th scope="col">Chance</th>
            <th scope="col">Done</th>
            <th scope="col">Earlier forecasts</th>
          </tr>
        </thead>
        <tbody>
          {Object.keys(answer.percentiles).map((percent) => (
            <tr key={percent} className="border-b border-border/60 last:border-0 [&>td]:py-1 [&>td]:pr-3">
              <td className="whitespace-nowrap tabular-nums">{percent} %</td>
              <td className="font-medium">{sayAnswer(answer, percent, sayDay)}</td>
              <td className="text-muted-foreground">{sayRecord(answer, percent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="pt-2 text-xs text-pretty text-muted-foreground">
        {`Bars: share of the trials by the ${answer.mode === "when" ? "days they took" : "cards they finished"}. `}
        {`${answer.trials.toLocaleString("en")} trials, drawn from ${answer.sampleDays.toLocaleString("en")} past days, ${sayDraw(answer)}. Day 1 is ${sayDay(answer.firstDay)}.${sayLater(answer)} ${recordSentence(answer)}`}
      </p>
    </div>
  );
}
