"use client";

import { useMemo } from "react";
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from "recharts";
import { behaviourSentence, saySignal } from "@/components/reports/metrics/health-words";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { daysHead } from "@/lib/client/format/day-count";
import { useLocale } from "@/lib/client/format/use-locale";
import {
  type ProcessBehaviourAnswer,
  processBehaviourMetric,
} from "@/lib/contracts/metrics/process-behaviour";
import { ChartFrame } from "../../charts/chart-frame";
import { axisLook, chartHeight, chartMargin, dayWords, gridLook } from "../../charts/chart-theme";
import { MarkList } from "../../charts/mark-list";
import { MetricStatus } from "../../parameters/metric-status";
import { useAdjustedMetric } from "../../parameters/use-adjusted-metric";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import type { LimitMark } from "../../view/limit-marks";
import { BaselinePicker } from "./baseline-picker";
import { SignalList } from "./signal-list";

type ProcessBehaviourChartProps = {
  boardId: string;
  boardKey: string;
  first: ProcessBehaviourAnswer;
  marks: LimitMark[];
  onOpenCard: (cardId: string) => void;
  /** Cards finished in a span of days, or those on the board at the end of one. */
  onOpenFinished: (from: string, unit: "day" | "week") => void;
  onOpenDay: (date: string) => void;
};

const measures = {
  "weekly-throughput": {
    label: "Cards a week",
    value: "Finished",
    scale: "Cards finished in each whole week",
  },
  throughput: { label: "Cards a day", value: "Finished", scale: "Cards finished a day" },
  "cycle-time": { label: "Cycle time" },
  wip: { label: "WIP", value: "In progress", scale: "Cards in progress at the end of each day" },
} as const;

/** What is shown, in words; days are named as they are counted. */
function wordsOf(answer: ProcessBehaviourAnswer) {
  if (answer.measure !== "cycle-time") return measures[answer.measure];
  const value = daysHead(answer);
  return { ...measures["cycle-time"], value, scale: `${value} of each card, in order of finish` };
}

/** Points that are drawn at most: the newest ones; more would stand on top of each other. */
const maxPoints = 2_000;

type Point = ProcessBehaviourAnswer["points"][number] & { index: number; why: string[] };

/** One measure over time within its natural limits, with what is more than the usual coming and going marked. */
export function ProcessBehaviourReport(props: ProcessBehaviourChartProps) {
  const { boardId, boardKey, first, marks, onOpenCard, onOpenFinished, onOpenDay } = props;
  const locale = useLocale();
  const { answer, asked, ask } = useAdjustedMetric({
    boardId,
    metric: processBehaviourMetric,
    first,
  });
  const { measure, mean, upper, lower, baseline } = answer;
  const words = wordsOf(answer);
  const points = useMemo(() => markPoints(answer), [answer]);
  const shown = useMemo(() => points.slice(-maxPoints), [points]);
  const open = ({ cardId, date }: Point) => {
    if (cardId) onOpenCard(cardId);
    else if (measure === "throughput") onOpenFinished(date, "day");
    else if (measure === "weekly-throughput") onOpenFinished(date, "week");
    else onOpenDay(date);
  };
  const nameOf = ({ date, number, title }: Point) =>
    number !== undefined
      ? `${boardKey}-${number} ${title}`
      : measure === "weekly-throughput"
        ? `Week of ${dayWords(date, locale)}`
        : dayWords(date, locale);
  return (
    <ChartFrame
      title="Process behaviour"
      sentence={behaviourSentence(answer)}
      definition="process-behaviour"
      cards={answer.cards}
      workingDays={measure === "cycle-time" ? answer.workingDays : null}
      excluded={answer.excluded}
      fileName="process-behaviour"
      isEmpty={points.length === 0}
      emptyWords="Nothing of this measure in this range. Choose a longer one."
      table={{
        headers: ["Day", "Card", words.value, "Signal"],
        rows: points.map(({ date, number, value, why }) => [
          date,
          number === undefined ? null : `${boardKey}-${number}`,
          value,
          why.join("; ") || null,
        ]),
      }}
      controls={
        <>
          <SegmentedControl
            label="Measure"
            value={measure}
            options={(Object.keys(measures) as (keyof typeof measures)[]).map((value) => ({
              value,
              label: measures[value].label,
            }))}
            onChange={(next) => ask({ measure: next })}
          />
          <BaselinePicker
            {...baseline}
            onChoose={(days) => ask({ baselineFrom: days?.from ?? null, baselineTo: days?.to ?? null })}
          />
          <MetricStatus asked={asked} />
        </>
      }
      legend={
        <>
          <p className="px-3 pt-2 text-xs text-pretty text-muted-foreground">
            {words.scale}. {sayLimits(answer)} from {dayWords(baseline.from, locale)} to{" "}
            {dayWords(baseline.to, locale)}.
            {answer.signals.length > 0 && !answer.tooFew && " Diamonds take part in a signal."}
            {points.length > shown.length &&
              ` The newest ${shown.length.toLocaleString("en")} are drawn; the table and the CSV have all.`}
          </p>
          <MarkList marks={marks} locale={locale} />
          <SignalList points={points.filter(({ why }) => why.length > 0)} nameOf={nameOf} onOpen={open} />
        </>
      }
    >
      <PointField
        label={words.scale}
        height={chartHeight}
        points={shown}
        valuesOf={({ index, value }) => ({ x: index, y: value })}
        read={(point) => ({
          title: nameOf(point),
          rows: [{ name: words.value, value: point.value }],
          notes: point.why.map((why) => `◆ ${why}`),
          action: point.cardId ? "to open the card" : "to see the cards",
        })}
        onOpen={open}
        className="cursor-pointer"
      >
        <LineChart data={shown} margin={{ ...chartMargin, right: 80 }} accessibilityLayer={false}>
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey="index"
            type="number"
            domain={["dataMin", "dataMax"]}
            allowDecimals={false}
            tickFormatter={(index: number) => {
              const point = points[index];
              return point ? dayWords(point.date, locale, "short") : "";
            }}
            minTickGap={40}
          />
          <YAxis {...axisLook} width={44} domain={[0, "auto"]} />
          {[
            { name: "Upper", value: upper },
            { name: "Mean", value: mean },
            { name: "Lower", value: lower },
          ].map(({ name, value }) =>
            value === null ? null : (
              <ReferenceLine
                key={name}
                y={value}
                ifOverflow="extendDomain"
                stroke={name === "Mean" ? "var(--foreground)" : "var(--chart-6)"}
                strokeDasharray={name === "Mean" ? "6 4" : "2 3"}
                label={{
                  value: `${name} ${round(value)}`,
                  position: "right",
                  fill: "var(--chart-axis)",
                  fontSize: 11,
                }}
              />
            ),
          )}
          {marks.map(({ date, words }) => {
            const place = points.findLast((point) => point.date <= date) ?? points[0];
            return (
              place && (
                <ReferenceLine
                  key={`${date}${words}`}
                  x={place.index}
                  stroke="var(--chart-axis)"
                  strokeDasharray="2 4"
                />
              )
            );
          })}
          <Line
            dataKey="value"
            type="linear"
            stroke="var(--chart-1)"
            strokeWidth={1.5}
            isAnimationActive={false}
            dot={(dot: DotProps) => <Mark key={dot.index} {...dot} isSmall={shown.length > 120} />}
            activeDot={false}
          />
          <PointSpots />
        </LineChart>
      </PointField>
    </ChartFrame>
  );
}

const round = (value: number) => Number(value.toFixed(1));

function sayLimits({ mean, upper, lower }: ProcessBehaviourAnswer): string {
  if (mean === null || upper === null) return "No limits, days";
  const lowest = lower === null ? "no lower limit" : `lower limit ${round(lower)}`;
  return `Mean ${round(mean)}, upper limit ${round(upper)}, ${lowest},`;
}

function markPoints({ points, signals, tooFew }: ProcessBehaviourAnswer): Point[] {
  const marked = points.map((point, index): Point => ({ ...point, index, why: [] }));
  for (const signal of tooFew ? [] : signals) marked[signal.index]?.why.push(saySignal(signal));
  return marked;
}

type DotProps = { cx?: number; cy?: number; index?: number; payload?: Point };

/** A point: small and round where nothing is to be said, a diamond where it takes part in a signal. */
function Mark({ cx = 0, cy = 0, payload, isSmall }: DotProps & { isSmall: boolean }) {
  if (payload && payload.why.length > 0)
    return (
      <path
        d={`M${cx} ${cy - 5}L${cx + 5} ${cy}L${cx} ${cy + 5}L${cx - 5} ${cy}Z`}
        fill="var(--chart-6)"
        stroke="var(--card)"
      />
    );
  return <circle cx={cx} cy={cy} r={isSmall ? 1 : 2.5} fill="var(--chart-1)" />;
}
