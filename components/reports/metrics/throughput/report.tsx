"use client";

import { usualUnit } from "@/components/reports/metrics/throughput/series";
import { type ThroughputAnswer, throughputMetric } from "@/lib/contracts/metrics/throughput";
import type { PeriodUnit } from "@/lib/flow/metrics/throughput";
import type { OpenCards } from "../../cards/cards-behind";
import { useBefore } from "../../parameters/use-before";
import type { LimitMark } from "../../view/limit-marks";
import { useViewChoice } from "../../view/use-view-choice";
import { ThroughputHistogram } from "./histogram";
import { ThroughputRun } from "./run";

type ThroughputReportProps = {
  boardId: string;
  answer: ThroughputAnswer;
  marks: LimitMark[];
  onOpenCards: OpenCards;
};

const units: readonly PeriodUnit[] = ["day", "week", "month"];

/** Finished cards as they came, by day, week or month, and how many days had how many. */
export function ThroughputReport({ boardId, answer, marks, onOpenCards }: ThroughputReportProps) {
  const [chosen, choose] = useViewChoice("throughput");
  const unit = units.find((each) => each === chosen) ?? usualUnit(answer.days.length);
  const before = useBefore(boardId, throughputMetric);
  return (
    <>
      <ThroughputRun
        answer={answer}
        before={before}
        unit={unit}
        marks={marks}
        onChooseUnit={choose}
        onOpenCards={onOpenCards}
      />
      <ThroughputHistogram answer={answer} onOpenCards={onOpenCards} />
    </>
  );
}
