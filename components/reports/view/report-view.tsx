"use client";

import { createContext, type ReactNode, useContext } from "react";

/** First and last day, both counted. */
export type Days = { from: string; to: string };

/** What all reports of a page have in common: of what they tell, and of which days and cards. */
export type ReportView = {
  boardName: string;
  /** The days and the chosen cards in words, for paper and pictures. */
  words: string;
  /** The filters as a query of the metrics API, without a question mark. */
  filterQuery: string;
};

/** `before`: the period before, where the reader compares with it. */
type SharedView = ReportView & { before: Days | null };

const Context = createContext<SharedView>({ boardName: "", words: "", filterQuery: "", before: null });

export function ReportViewProvider({ view, children }: { view: SharedView; children: ReactNode }) {
  return <Context value={view}>{children}</Context>;
}

export function useReportView(): SharedView {
  return useContext(Context);
}
