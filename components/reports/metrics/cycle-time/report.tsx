import { SegmentedControl } from "@/components/ui/segmented-control";
import { useMetric } from "@/lib/client/metrics/use-metric";
import { cycleTimeMetric } from "@/lib/contracts/metrics/cycle-time";
import type { DurationAnswer } from "@/lib/contracts/metrics/duration";
import { leadTimeMetric } from "@/lib/contracts/metrics/lead-time";
import { MetricStatus } from "../../parameters/metric-status";
import { useBefore } from "../../parameters/use-before";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { useViewChoice } from "../../view/use-view-choice";
import { DurationHistogram } from "./histogram";
import { DurationScatter } from "./scatter";
import type { DurationKind } from "./words";

export const report = defineReport({
  group: "time",
  ask: (ask) => ask(cycleTimeMetric),
  Report: CycleTimeReport,
});

const kinds = [
  { value: "cycle-time", label: "Cycle time" },
  { value: "lead-time", label: "Lead time" },
] as const;

/** How long finished cards took, each as a dot and all as bars; from their start or from their creation. */
function CycleTimeReport({ answer: cycleTime }: { answer: DurationAnswer }) {
  const { boardId, filterQuery } = useReportView();
  const [chosen, choose] = useViewChoice("duration");
  const asksLeadTime = chosen === "lead-time";
  const { from, to } = cycleTime;
  const asked = { boardId, filterQuery, parameters: { from, to } };
  const leadTime = useMetric(leadTimeMetric, asksLeadTime ? asked : null);
  const before = useBefore(asksLeadTime ? leadTimeMetric : cycleTimeMetric);
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
      <DurationScatter kind={kind} answer={answer} before={before.answer} controls={controls} />
      <DurationHistogram kind={kind} answer={answer} before={before.answer} />
    </>
  );
}
