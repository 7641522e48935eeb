"use client";

import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from "recharts";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import type { ProcessBehaviourAnswer } from "@/lib/contracts/metrics/process-behaviour";
import { axisLook, chartHeight, chartMargin, gridLook } from "../../charts/looks";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import { useReportView } from "../../view/report-view";
import type { BehaviourPoint } from "./series";
import { roundLimit, sayMeasure } from "./words";

type ProcessBehaviourPictureProps = {
  answer: ProcessBehaviourAnswer;
  points: BehaviourPoint[];
  nameOf: (point: BehaviourPoint) => string;
  onOpen: (point: BehaviourPoint) => void;
};

/** From so many points on, those without a signal are small. */
const crowd = 120;

const valuesOf = ({ index, value }: BehaviourPoint) => ({ x: index, y: value });

/** The values one after another, between their limits. */
export function ProcessBehaviourPicture({ answer, points, nameOf, onOpen }: ProcessBehaviourPictureProps) {
  const locale = useLocale();
  const { value, scale } = sayMeasure(answer);
  const dayOf = (index: number) => answer.points[index]?.date;
  return (
    <PointField
      label={scale}
      height={chartHeight}
      points={points}
      valuesOf={valuesOf}
      wordsOf={(point) => ({
        title: nameOf(point),
        rows: [{ name: value, value: point.value }],
        notes: point.why.map((why) => `◆ ${why}`),
        action: point.cardId ? "to open the card" : "to see the cards",
      })}
      onOpen={onOpen}
      className="cursor-pointer"
    >
      <LineChart data={points} margin={{ ...chartMargin, right: 80 }} accessibilityLayer={false}>
        <CartesianGrid {...gridLook} />
        <XAxis
          {...axisLook}
          dataKey="index"
          type="number"
          domain={["dataMin", "dataMax"]}
          allowDecimals={false}
          tickFormatter={(index: number) => {
            const day = dayOf(index);
            return day ? dayWords(day, locale, "short") : "";
          }}
          minTickGap={40}
        />
        <YAxis {...axisLook} width={44} domain={[0, "auto"]} />
        <BehaviourLimits answer={answer} />
        <ChangeLines days={answer.points} />
        <Line
          dataKey="value"
          type="linear"
          stroke="var(--chart-1)"
          strokeWidth={1.5}
          isAnimationActive={false}
          dot={(dot: DotProps) => <Mark key={dot.index} {...dot} isSmall={points.length > crowd} />}
          activeDot={false}
        />
        <PointSpots />
      </LineChart>
    </PointField>
  );
}

/** The mean, and the limits around it. */
function BehaviourLimits({ answer: { upper, mean, lower } }: { answer: ProcessBehaviourAnswer }) {
  return [
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
          value: `${name} ${roundLimit(value)}`,
          position: "right",
          fill: "var(--chart-axis)",
          fontSize: 11,
        }}
      />
    ),
  );
}

/** The changes of limits, each at the last value before it. */
function ChangeLines({ days }: { days: readonly { date: string }[] }) {
  return useReportView().marks.map(({ date, words }) => (
    <ReferenceLine
      key={`${date}${words}`}
      x={Math.max(
        0,
        days.findLastIndex((day) => day.date <= date),
      )}
      stroke="var(--chart-axis)"
      strokeDasharray="2 4"
    />
  ));
}

type DotProps = { cx?: number; cy?: number; index?: number; payload?: BehaviourPoint };

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
