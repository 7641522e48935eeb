import { metricContract } from "./contract";
import { durationAnswer, finishedCardParameters } from "./duration";

export const leadTimeMetric = metricContract({
  name: "lead-time",
  summary: "How long finished cards took from their creation",
  parameters: finishedCardParameters,
  answer: durationAnswer,
});
