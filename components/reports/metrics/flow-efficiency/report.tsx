"use client";

import { Bar, BarChart, LabelList, XAxis, YAxis } from "recharts";
import {
  type EfficiencyPart,
  efficiencyParts,
  efficiencySentence,
  inDays,
} from "@/components/reports/metrics/time-in-column/words";
import { sayShare } from "@/lib/client/limits/use-words";
import type { FlowEfficiencyAnswer } from "@/lib/contracts/metrics/flow-efficiency";
import type { OpenCards } from "../../cards/cards-behind";
import { ChartFrame } from "../../charts/chart-frame";
import { axisLook, chartMargin, daysWords } from "../../charts/chart-theme";
import { ColourKeys } from "../../charts/colour-keys";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";

type FlowEfficiencyChartProps = { answer: FlowEfficiencyAnswer; onOpenCards: OpenCards };

const colours: Record<EfficiencyPart["key"], string> = {
  active: "var(--chart-3)",
  waiting: "var(--chart-5)",
  blocked: "var(--chart-6)",
};

/** A part has its share written in it where there is room. */
const minLabelled = 0.08;
const barHeight = 110;

/** Where on the scale of shares the middle of a part is. */
function middleOf(parts: readonly EfficiencyPart[], part: EfficiencyPart): number {
  const before = parts.slice(0, parts.indexOf(part)).reduce((sum, { share }) => sum + share, 0);
  return before + part.share / 2;
}

/** The cycle time of the finished cards in its parts: active, waiting, blocked. */
export function FlowEfficiencyReport({ answer, onOpenCards }: FlowEfficiencyChartProps) {
  const parts = efficiencyParts(answer);
  const bar = [Object.fromEntries(parts.map(({ key, share }) => [key, share]))];
  const { configured, aggregate, meanOfCards, from, to } = answer;
  return (
    <ChartFrame
      title="Flow efficiency"
      sentence={efficiencySentence(answer)}
      definition="flow-efficiency"
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
              colour: colours[key],
            }))}
          />
          <p className="px-3 pt-1 text-xs text-muted-foreground">
            Of the cycle time of all cards together.
            {meanOfCards !== null && ` The mean of the cards' own efficiencies is ${sayShare(meanOfCards)}.`}
          </p>
        </>
      }
    >
      <PointField
        label="Parts of the cycle time"
        height={barHeight}
        points={parts}
        valuesOf={(part) => ({ x: middleOf(parts, part) })}
        read={({ name, ms, share, key }) => ({
          title: name,
          rows: [
            { name: "Share", value: sayShare(share), colour: colours[key] },
            { name: "Time", value: daysWords(inDays(ms)) },
          ],
          action: "to see the cards",
        })}
        onOpen={() => onOpenCards("Cards of the flow efficiency", { kind: "finished", from, to })}
        className="cursor-pointer"
      >
        <BarChart
          data={bar}
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
              fill={colours[key]}
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
    </ChartFrame>
  );
}
