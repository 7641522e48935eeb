import { metricContract } from "./contract";
import { durationAnswer, finishedCardParameters } from "./duration";

export const cycleTimeMetric = metricContract({
  name: "cycle-time",
  summary: "How long finished cards took from their start",
  parameters: finishedCardParameters,
  answer: durationAnswer,
});
