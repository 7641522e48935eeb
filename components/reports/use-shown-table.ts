"use client";

import { useSearchParams } from "next/navigation";

const name = "tables";

/** Whether a report shows its table instead of its picture; kept in the address. */
export function useShownTable(report: string): [boolean, () => void] {
  const shown = (useSearchParams().get(name) ?? "").split(",").filter(Boolean);
  const isShown = shown.includes(report);
  const toggle = () => {
    const query = new URLSearchParams(window.location.search);
    const next = isShown ? shown.filter((each) => each !== report) : [...shown, report];
    if (next.length > 0) query.set(name, next.join(","));
    else query.delete(name);
    const text = query.toString();
    window.history.replaceState(null, "", text ? `?${text}` : window.location.pathname);
  };
  return [isShown, toggle];
}
