import type { Risk } from "@/components/reports/metrics/work-item-age/series";
import type { DotLook } from "../../points/card-dots";

/** How a dot tells a card's risk: by outline and colour both. */
export const riskLooks: (DotLook & { risk: Risk })[] = [
  { risk: "late", outline: "diamond", colour: "var(--chart-6)" },
  { risk: "at-risk", outline: "triangle", colour: "var(--chart-2)" },
  { risk: null, outline: "circle", colour: "var(--chart-1)" },
];

const plain = { outline: "circle", colour: "var(--chart-1)" } as const;

/** The look of a card's dot. */
export function lookOf(risk: Risk): DotLook {
  return riskLooks.find((look) => look.risk === risk) ?? plain;
}
