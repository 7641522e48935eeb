"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { littlesLawSentence, sayCondition } from "@/components/reports/metrics/health-words";
import type { LittlesLawAnswer } from "@/lib/contracts/metrics/littles-law";
import type { OpenCards } from "../../cards/cards-behind";
import { ChartFrame } from "../../charts/chart-frame";
import { HorizontalBars } from "../../charts/horizontal-bars";

type LittlesLawReportProps = { answer: LittlesLawAnswer; onOpenCards: OpenCards };

const dayMs = 86_400_000;

const round = (value: number) => Number(value.toFixed(2));

/** Average work in progress beside what throughput and cycle time make of it, and the conditions of the law. */
export function LittlesLawReport({ answer, onOpenCards }: LittlesLawReportProps) {
  const { averageWip, throughputPerDay, meanCycleDays, ratio, conditions, tooFew } = answer;
  const fromFlow = throughputPerDay * (meanCycleDays ?? 0);
  const sizeOf = (name: string, value: number) =>
    name === "total age is the same at both ends" ? `${round(value / dayMs)} days` : value;
  return (
    <ChartFrame
      title="Little's law"
      sentence={littlesLawSentence(answer)}
      definition="littles-law"
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="littles-law"
      isEmpty={ratio === null}
      emptyWords="Finish a card, or choose a longer range."
      table={{
        headers: ["Figure", "Value", "Begin or arrivals", "End or departures", "Holds"],
        rows: [
          ["Average WIP", round(averageWip), null, null, null],
          ["Throughput a day", round(throughputPerDay), null, null, null],
          [
            "Average cycle time (days)",
            meanCycleDays === null ? null : round(meanCycleDays),
            null,
            null,
            null,
          ],
          ["Ratio", ratio === null ? null : round(ratio), null, null, null],
          ...conditions.map(({ name, begin, end, holds }) => [
            name,
            null,
            sizeOf(name, begin),
            sizeOf(name, end),
            holds ? "yes" : "no",
          ]),
        ],
      }}
      legend={
        <ul className="flex flex-col gap-1.5 px-3 pt-3 text-sm">
          {(tooFew ? [] : conditions).map((condition) => (
            <li key={condition.name} className="flex gap-2">
              {condition.holds ? (
                <CircleCheck className="mt-0.5 size-4 shrink-0 text-success" aria-hidden />
              ) : (
                <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
              )}
              <span>
                <span className="font-medium">{condition.holds ? "Holds. " : "Fails. "}</span>
                {sayCondition(condition)}
              </span>
            </li>
          ))}
          {ratio !== null && !tooFew && (
            <li className="text-xs text-muted-foreground">
              Ratio {round(ratio)}; between 0.8 and 1.25 the figures agree.
            </li>
          )}
        </ul>
      }
    >
      <HorizontalBars
        label="Both sides of Little's law"
        bars={[
          {
            name: "Average WIP",
            value: averageWip,
            label: `${round(averageWip)} cards`,
            colour: "var(--chart-1)",
          },
          {
            name: "Throughput × cycle time",
            value: fromFlow,
            label: `${round(fromFlow)} cards`,
            colour: "var(--chart-3)",
            open: () =>
              onOpenCards("Cards of the throughput", { kind: "finished", from: answer.from, to: answer.to }),
          },
        ]}
      />
    </ChartFrame>
  );
}
