import { metricContract } from "./contract";
import { durationAnswer, finishedCardParameters } from "./duration";

export const leadTimeMetric = metricContract({
  name: "lead-time",
  parameters: finishedCardParameters,
  answer: durationAnswer,
});
