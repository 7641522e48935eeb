"use client";

import { useState } from "react";
import type { z } from "zod";
import { metricPath } from "@/lib/client/metrics/metric-path";
import { type MetricState, useMetric } from "@/lib/client/metrics/use-metric";
import { changeAddress } from "@/lib/client/page/page-address";
import { metricParameters } from "@/lib/contracts/metric-questions";
import type { MetricName } from "@/lib/contracts/metrics";
import { useReportView } from "../view/report-view";

/** What is asked, by the names of the metrics API; null takes a parameter back. */
export type Question = Record<string, string | null>;

type QuestionOptions<A> = {
  boardId: string;
  metric: MetricName;
  shape: z.ZodType<A>;
  /** The answer that came with the page. */
  first: A & { from: string; to: string };
  /** What this report always asks, and never the address. */
  fixed?: Record<string, string>;
};

/** All questions that the address holds. */
function readAddress(): Record<string, string> {
  const query = new URLSearchParams(window.location.search);
  return Object.fromEntries([...query].filter(([name]) => name in metricParameters));
}

/**
 * A report that the reader may ask something else: the answer that came with the page until then, the API's afterwards.
 * Questions are kept in the address, where they add up.
 */
export function useAdjustedMetric<A>({ boardId, metric, shape, first, fixed }: QuestionOptions<A>): {
  answer: A;
  asked: MetricState;
  ask: (change: Question) => void;
} {
  const { filterQuery } = useReportView();
  const [question, setQuestion] = useState<{ first: A; path: string } | null>(null);
  const path = question?.first === first ? question.path : null;
  const { answer, ...asked } = useMetric(path, shape);
  const ask = (change: Question) => {
    changeAddress(change);
    const { from, to } = first;
    const next = metricPath(boardId, metric, filterQuery, { from, to, ...readAddress(), ...fixed });
    if (next === path) asked.again();
    else setQuestion({ first, path: next });
  };
  return { answer: path === null ? first : (answer ?? first), asked, ask };
}
