"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { LimitNames } from "@/lib/client/limits/words";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";
import type { OpenCards } from "./cards-query";
import type { LimitMark } from "./limit-marks";

/** First and last day, both counted. */
export type Days = { from: string; to: string };

/** What all reports of a page have in common: of what they tell, and of which days and cards. */
export type ReportView = {
  boardId: string;
  boardKey: string;
  boardName: string;
  days: Days;
  /** The period before, where the reader compares with it. */
  before: Days | null;
  /** The days and the chosen cards in words, for paper and pictures. */
  words: string;
  /** The filters as a query of the metrics API, without a question mark. */
  filterQuery: string;
  /** From left to right. */
  columns: CumulativeFlowAnswer["columns"];
  limitNames: LimitNames;
  /** Changes of limits in these days. */
  marks: LimitMark[];
  openCards: OpenCards;
};

const Context = createContext<ReportView | null>(null);

export function ReportViewProvider({ view, children }: { view: ReportView; children: ReactNode }) {
  return <Context value={view}>{children}</Context>;
}

/** What the page of this report is about. Throws outside the page of reports. */
export function useReportView(): ReportView {
  const view = useContext(Context);
  if (!view) throw new Error("A report stands on a page of reports.");
  return view;
}
