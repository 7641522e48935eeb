"use client";

import { useSearchParams } from "next/navigation";
import { changeAddress } from "@/lib/client/page/page-address";

const name = "tables";

/** Whether a report shows its table instead of its picture; kept in the address. */
export function useShownTable(report: string): [boolean, () => void] {
  const shown = (useSearchParams().get(name) ?? "").split(",").filter(Boolean);
  const isShown = shown.includes(report);
  const toggle = () => {
    const next = isShown ? shown.filter((each) => each !== report) : [...shown, report];
    changeAddress({ [name]: next.join(",") || null });
  };
  return [isShown, toggle];
}
