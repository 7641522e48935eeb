"use client";

import type { DurationKind } from "@/components/reports/metrics/cycle-time/words";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { metricPath } from "@/lib/client/metrics/metric-path";
import { useMetric } from "@/lib/client/metrics/use-metric";
import { cycleTimeMetric } from "@/lib/contracts/metrics/cycle-time";
import { type DurationAnswer, durationAnswer } from "@/lib/contracts/metrics/duration";
import { leadTimeMetric } from "@/lib/contracts/metrics/lead-time";
import type { OpenCards } from "../../cards/cards-behind";
import { MetricStatus } from "../../parameters/metric-status";
import { useBefore } from "../../parameters/use-before";
import type { LimitMark } from "../../view/limit-marks";
import { useReportView } from "../../view/report-view";
import { useViewChoice } from "../../view/use-view-choice";
import { DurationHistogram } from "./histogram";
import { DurationScatter } from "./scatter";

type CycleTimeReportProps = {
  boardId: string;
  boardKey: string;
  cycleTime: DurationAnswer;
  marks: LimitMark[];
  onOpenCards: OpenCards;
};

const kinds = [
  { value: "cycle-time", label: "Cycle time" },
  { value: "lead-time", label: "Lead time" },
] as const;

/** How long finished cards took, each as a dot and all as bars; from their start or from their creation. */
export function CycleTimeReport({ boardId, boardKey, cycleTime, marks, onOpenCards }: CycleTimeReportProps) {
  const { filterQuery } = useReportView();
  const [chosen, choose] = useViewChoice("duration");
  const asksLeadTime = chosen === "lead-time";
  const { from, to } = cycleTime;
  const path = metricPath(boardId, "lead-time", filterQuery, { from, to });
  const leadTime = useMetric(asksLeadTime ? path : null, durationAnswer);
  const before = useBefore(boardId, asksLeadTime ? leadTimeMetric : cycleTimeMetric);
  const kind: DurationKind = asksLeadTime && leadTime.answer ? "lead-time" : "cycle-time";
  const answer = asksLeadTime ? (leadTime.answer ?? cycleTime) : cycleTime;
  const controls = (
    <>
      <SegmentedControl
        label="From where to count"
        value={asksLeadTime ? "lead-time" : "cycle-time"}
        options={kinds}
        onChange={(value) => choose(value === "cycle-time" ? null : value)}
      />
      <MetricStatus asked={leadTime} />
      <MetricStatus asked={before} />
    </>
  );
  return (
    <>
      <DurationScatter
        kind={kind}
        answer={answer}
        before={before.answer}
        boardId={boardId}
        boardKey={boardKey}
        marks={marks}
        controls={controls}
      />
      <DurationHistogram kind={kind} answer={answer} before={before.answer} onOpenCards={onOpenCards} />
    </>
  );
}
