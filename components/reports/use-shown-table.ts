"use client";

import { useSearchParams } from "next/navigation";
import { changeQuery } from "@/lib/client/report-address";

const name = "tables";

/** Whether a report shows its table instead of its picture; kept in the address. */
export function useShownTable(report: string): [boolean, () => void] {
  const shown = (useSearchParams().get(name) ?? "").split(",").filter(Boolean);
  const isShown = shown.includes(report);
  const toggle = () => {
    const { pathname, search, hash } = window.location;
    const next = isShown ? shown.filter((each) => each !== report) : [...shown, report];
    const query = changeQuery(search, { [name]: next.join(",") || null });
    window.history.replaceState(null, "", pathname + query + hash);
  };
  return [isShown, toggle];
}
