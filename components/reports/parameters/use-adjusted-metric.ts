"use client";

import { useState } from "react";
import { type AskedParameters, type MetricAsked, metricRequest } from "@/lib/client/metrics/metric-request";
import { type MetricState, useMetric } from "@/lib/client/metrics/use-metric";
import { changeAddress } from "@/lib/client/page/page-address";
import type { AnswerOf, MetricContract } from "@/lib/contracts/metrics/contract";
import { useReportView } from "../view/report-view";
import { ownParameters } from "./own-parameters";

/** Parameters to be changed, by their names in the metrics API; null takes one back. */
export type Adjustment = Readonly<Record<string, string | null>>;

type AdjustedMetricOptions<C extends MetricContract> = {
  metric: C;
  /** The answer that came with the page. */
  first: AnswerOf<C>;
  /** What this report always asks, and never the address. */
  fixed?: AskedParameters<C>;
};

/**
 * A metric whose own parameters the reader may change: the answer that came with the page until then, that of the metrics
 * API afterwards. What was changed is kept in the address, where one change is added to the other.
 */
export function useAdjustedMetric<C extends MetricContract>(
  options: AdjustedMetricOptions<C>,
): {
  answer: AnswerOf<C>;
  asked: MetricState;
  adjust: (change: Adjustment) => void;
} {
  const { metric, first, fixed } = options;
  const { boardId, filterQuery } = useReportView();
  const [adjusted, setAdjusted] = useState<{ first: AnswerOf<C>; asked: MetricAsked<C> } | null>(null);
  // Parameters that were changed for another answer of the page have been asked with the next one.
  const wanted = adjusted?.first === first ? adjusted.asked : null;
  const { answer, ...asked } = useMetric(metric, wanted);
  const adjust = (change: Adjustment) => {
    changeAddress(change);
    const parameters = {
      from: first.from,
      to: first.to,
      ...ownParameters(metric, new URLSearchParams(window.location.search)),
      ...fixed,
    };
    const next = { boardId, filterQuery, parameters };
    if (wanted && metricRequest(metric, next).path === metricRequest(metric, wanted).path) asked.again();
    else setAdjusted({ first, asked: next });
  };
  return { answer: wanted === null ? first : (answer ?? first), asked, adjust };
}
