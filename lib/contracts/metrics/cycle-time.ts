import { metricContract } from "./contract";
import { durationAnswer, finishedCardParameters } from "./duration";

export const cycleTimeMetric = metricContract({
  name: "cycle-time",
  parameters: finishedCardParameters,
  answer: durationAnswer,
});
