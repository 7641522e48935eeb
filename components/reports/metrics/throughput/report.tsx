import { type ThroughputAnswer, throughputMetric } from "@/lib/contracts/metrics/throughput";
import { defineReport } from "../../view/define-report";
import { ThroughputHistogram } from "./histogram";
import { ThroughputRun } from "./run";

export const report = defineReport({
  group: "flow",
  ask: (ask) => ask(throughputMetric),
  Report: ThroughputReport,
});

/** Finished cards as they came, by day, week or month, and how many days had how many. */
function ThroughputReport({ answer }: { answer: ThroughputAnswer }) {
  return (
    <>
      <ThroughputRun answer={answer} />
      <ThroughputHistogram answer={answer} />
    </>
  );
}
