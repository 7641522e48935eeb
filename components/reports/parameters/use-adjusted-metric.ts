"use client";

import { useState } from "react";
import { metricPath } from "@/lib/client/metrics/metric-path";
import { type MetricState, useMetric } from "@/lib/client/metrics/use-metric";
import { changeAddress } from "@/lib/client/page/page-address";
import type { AnswerOf, MetricContract } from "@/lib/contracts/metrics/contract";
import { useReportView } from "../view/report-view";

/** What is asked, by the names of the metrics API; null takes a parameter back. */
export type Question = Record<string, string | null>;

type QuestionOptions<C extends MetricContract> = {
  boardId: string;
  metric: C;
  /** The answer that came with the page. */
  first: AnswerOf<C>;
  /** What this report always asks, and never the address. */
  fixed?: Record<string, string>;
};

/** What of the metric's own parameters the address holds. */
function readAddress({ parameters }: MetricContract): Record<string, string> {
  const query = new URLSearchParams(window.location.search);
  return Object.fromEntries([...query].filter(([name]) => name in parameters));
}

/**
 * A report that the reader may ask something else: the answer that came with the page until then, the API's afterwards.
 * Questions are kept in the address, where they add up.
 */
export function useAdjustedMetric<C extends MetricContract>({
  boardId,
  metric,
  first,
  fixed,
}: QuestionOptions<C>): {
  answer: AnswerOf<C>;
  asked: MetricState;
  ask: (change: Question) => void;
} {
  const { filterQuery } = useReportView();
  const [question, setQuestion] = useState<{ first: AnswerOf<C>; path: string } | null>(null);
  const path = question?.first === first ? question.path : null;
  const { answer, ...asked } = useMetric<C["answer"]>(path, metric.answer);
  const ask = (change: Question) => {
    changeAddress(change);
    const { from, to } = first;
    const next = metricPath(boardId, metric.name, filterQuery, {
      from,
      to,
      ...readAddress(metric),
      ...fixed,
    });
    if (next === path) asked.again();
    else setQuestion({ first, path: next });
  };
  return { answer: path === null ? first : (answer ?? first), asked, ask };
}
