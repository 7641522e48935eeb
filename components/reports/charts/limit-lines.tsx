"use client";

import { ReferenceLine } from "recharts";
import { useReportView } from "../view/report-view";
import { placeOf } from "./day-axis";
import { markLook } from "./looks";

/** The changes of limits as upright lines of a chart over days. */
export function LimitLines() {
  return useReportView().marks.map(({ date, words }) => (
    <ReferenceLine key={`${date}${words}`} x={placeOf(date)} {...markLook} />
  ));
}
