"use client";

import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { callApi } from "@/lib/client/api";
import { changeAddress } from "@/lib/client/page-address";
import { metricQuestions } from "@/lib/contracts/metric-questions";
import type { MetricName } from "@/lib/contracts/metrics";
import { useReportView } from "./report-view";

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
function readAddress(): [name: string, value: string][] {
  const query = new URLSearchParams(window.location.search);
  return [...query].filter(([name]) => name in metricQuestions);
}

/**
 * A report that the reader may ask something else: the answer that came with the page until then, the API's afterwards.
 * Questions are kept in the address, where they add up. Only the newest one is answered.
 */
export function useQuestion<A>({ boardId, metric, shape, first, fixed }: QuestionOptions<A>) {
  const { filterQuery } = useReportView();
  const [asked, setAsked] = useState<{ first: A; answer: A } | null>(null);
  const [state, setState] = useState<"ready" | "busy" | "failed">("ready");
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const ask = async (change: Question) => {
    running.current?.abort();
    const ended = new AbortController();
    running.current = ended;
    changeAddress(change);
    setState("busy");
    const query = new URLSearchParams(filterQuery);
    query.set("from", first.from);
    query.set("to", first.to);
    for (const [name, value] of [...readAddress(), ...Object.entries(fixed ?? {})]) query.set(name, value);
    try {
      const answer = await callApi(`/boards/${boardId}/metrics/${metric}?${query}`, {
        answer: shape,
        signal: ended.signal,
      });
      setAsked({ first, answer });
      setState("ready");
    } catch {
      if (!ended.signal.aborted) setState("failed");
    }
  };
  return { answer: asked?.first === first ? asked.answer : first, state, ask };
}
