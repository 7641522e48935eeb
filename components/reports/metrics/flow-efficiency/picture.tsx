"use client";

import { useMemo } from "react";
import { Bar, BarChart, LabelList, XAxis, YAxis } from "recharts";
import { inDays } from "@/lib/client/format/durations";
import { sayShare } from "@/lib/client/limits/use-words";
import { axisLook, chartMargin, daysWords } from "../../charts/looks";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import { useReportView } from "../../view/report-view";
import { type EfficiencyPart, partColours } from "./words";

type FlowEfficiencyPictureProps = { parts: EfficiencyPart[]; from: string; to: string };

/** `middle`: where it is on the scale of shares. */
type Point = EfficiencyPart & { middle: number };

/** A part has its share written in it where there is room. */
const minLabelled = 0.08;
const barHeight = 110;

const valuesOf = ({ middle }: Point) => ({ x: middle });

function placeParts(parts: readonly EfficiencyPart[]): Point[] {
  let before = 0;
  return parts.map((part) => {
    const middle = before + part.share / 2;
    before += part.share;
    return { ...part, middle };
  });
}

/** One bar of all parts, each as wide as its share. */
export function FlowEfficiencyPicture({ parts, from, to }: FlowEfficiencyPictureProps) {
  const { openCards } = useReportView();
  const points = useMemo(() => placeParts(parts), [parts]);
  return (
    <PointField
      label="Parts of the cycle time"
      height={barHeight}
      points={points}
      valuesOf={valuesOf}
      wordsOf={({ name, ms, share, key }) => ({
        title: name,
        rows: [
          { name: "Share", value: sayShare(share), colour: partColours[key] },
          { name: "Time", value: daysWords(inDays(ms)) },
        ],
        action: "to see the cards",
      })}
      onOpen={() => openCards("Cards of the flow efficiency", { kind: "finished", from, to })}
      className="cursor-pointer"
    >
      <BarChart
        data={[Object.fromEntries(parts.map(({ key, share }) => [key, share]))]}
        layout="vertical"
        margin={{ ...chartMargin, left: 20 }}
        accessibilityLayer={false}
      >
        <XAxis
          {...axisLook}
          type="number"
          domain={[0, 1]}
          tickFormatter={(share: number) => `${Math.round(share * 100)}\u00a0%`}
        />
        <YAxis type="category" hide />
        {parts.map(({ key, name, share }) => (
          <Bar
            key={key}
            name={name}
            dataKey={key}
            stackId="all"
            fill={partColours[key]}
            isAnimationActive={false}
          >
            {share >= minLabelled && (
              <LabelList
                dataKey={key}
                position="center"
                formatter={(value: unknown) => sayShare(Number(value))}
                fill="var(--card)"
                fontSize={12}
                fontWeight={600}
              />
            )}
          </Bar>
        ))}
        <PointSpots />
      </BarChart>
    </PointField>
  );
}
