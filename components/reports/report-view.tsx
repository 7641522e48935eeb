"use client";

import { createContext, type ReactNode, useContext } from "react";

/** What all reports of a page have in common: of what they tell, and of which days and cards. */
export type ReportView = {
  boardName: string;
  /** The days and the chosen cards in words, for paper and pictures. */
  words: string;
  /** The filters as a query of the metrics API, without a question mark. */
  filterQuery: string;
};

const Context = createContext<ReportView>({ boardName: "", words: "", filterQuery: "" });

export function ReportViewProvider({ view, children }: { view: ReportView; children: ReactNode }) {
  return <Context value={view}>{children}</Context>;
}

export function useReportView(): ReportView {
  return useContext(Context);
}
