"use client";

import type { AnswerOf, MetricContract } from "@/lib/contracts/metrics/contract";
import { useAnswer } from "../query/use-answer";
import { type MetricAsked, metricRequest } from "./metric-request";

/** A day that is only passed over is not asked for. */
const restMs = 150;

export type MetricState = {
  isBusy: boolean;
  hasFailed: boolean;
  /** Asks the same once more. */
  again: () => void;
};

export type MetricReading<C extends MetricContract> = MetricState & { answer: AnswerOf<C> | null };

/**
 * The answer of a metric; while it is on its way, the one to what was asked before stays. `asked` is null where nothing has
 * to be asked, and the answer then is null. `of`: settings of the board of which the answer is true; where they change, the
 * one before goes.
 */
export function useMetric<C extends MetricContract>(
  metric: C,
  asked: MetricAsked<C> | null,
  of?: string,
): MetricReading<C> {
  const request = asked && metricRequest(metric, asked);
  const { answer, error, isBusy, again } = useAnswer(request, { of, restMs, keepsOther: true });
  return { answer, isBusy, hasFailed: error !== null, again };
}
