import { CircleCheck, TriangleAlert } from "lucide-react";
import { type LittlesLawAnswer, littlesLawMetric } from "@/lib/contracts/metrics/littles-law";
import { dayMs } from "@/lib/domain/duration";
import { ChartFrame } from "../../charts/chart-frame";
import { HorizontalBars } from "../../charts/horizontal-bars";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { definition } from "./definition";
import { littlesLawSentence, sayCondition } from "./words";

export const report = defineReport({
  group: "steadiness",
  ask: (ask) => ask(littlesLawMetric),
  Report: LittlesLawReport,
});

const round = (value: number) => Number(value.toFixed(2));

/** Average work in progress beside what throughput and cycle time make of it, and the conditions of the law. */
function LittlesLawReport({ answer }: { answer: LittlesLawAnswer }) {
  const { openCards } = useReportView();
  const { averageWip, throughputPerDay, meanCycleDays, ratio, from, to } = answer;
  const fromFlow = throughputPerDay * (meanCycleDays ?? 0);
  return (
    <ChartFrame
      title="Little's law"
      sentence={littlesLawSentence(answer)}
      definition={definition}
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="littles-law"
      isEmpty={ratio === null}
      emptyWords="Finish a card, or choose a longer range."
      table={tableOf(answer)}
      legend={<Conditions answer={answer} />}
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
            open: () => openCards("Cards of the throughput", { kind: "finished", from, to }),
          },
        ]}
      />
    </ChartFrame>
  );
}

function tableOf(answer: LittlesLawAnswer) {
  const { averageWip, throughputPerDay, meanCycleDays, ratio, conditions } = answer;
  const figure = (name: string, value: number | null) => [
    name,
    value === null ? null : round(value),
    null,
    null,
    null,
  ];
  const sizeOf = (name: string, value: number) =>
    name === "total age is the same at both ends" ? `${round(value / dayMs)} days` : value;
  return {
    headers: ["Figure", "Value", "Begin or arrivals", "End or departures", "Holds"],
    rows: [
      figure("Average WIP", averageWip),
      figure("Throughput a day", throughputPerDay),
      figure("Average cycle time (days)", meanCycleDays),
      figure("Ratio", ratio),
      ...conditions.map(({ name, begin, end, holds }) => [
        name,
        null,
        sizeOf(name, begin),
        sizeOf(name, end),
        holds ? "yes" : "no",
      ]),
    ],
  };
}

function Conditions({ answer: { conditions, ratio, tooFew } }: { answer: LittlesLawAnswer }) {
  return (
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
  );
}
