import type { ProcessBehaviourAnswer } from "@/lib/contracts/metrics/process-behaviour";
import { saySignal } from "./words";

/** A value in its place; `why`: of which signals it is a part, in words. */
export type BehaviourPoint = ProcessBehaviourAnswer["points"][number] & { index: number; why: string[] };

/** The values with their signals; with too few finished cards none is told. */
export function markPoints({ points, signals, tooFew }: ProcessBehaviourAnswer): BehaviourPoint[] {
  const marked = points.map((point, index): BehaviourPoint => ({ ...point, index, why: [] }));
  for (const signal of tooFew ? [] : signals) marked[signal.index]?.why.push(saySignal(signal));
  return marked;
}
