import type { WorkItemAgeAnswer } from "@/lib/contracts/metrics/work-item-age";
import type { DotLook } from "../../points/card-dots";
import type { Risk } from "./series";

/** How a dot tells a card's risk: by outline and colour both. */
const riskLooks: (DotLook & { risk: Risk })[] = [
  { risk: "late", outline: "diamond", colour: "var(--chart-6)" },
  { risk: "at-risk", outline: "triangle", colour: "var(--chart-2)" },
  { risk: null, outline: "circle", colour: "var(--chart-1)" },
];

const plain = { outline: "circle", colour: "var(--chart-1)" } as const;

/** The look of a card's dot. */
export function lookOf(risk: Risk): DotLook {
  return riskLooks.find((look) => look.risk === risk) ?? plain;
}

/** The looks of dots that there can be; with too few finished cards none is called at risk. */
export function looksFor({ tooFew }: Pick<WorkItemAgeAnswer, "tooFew">) {
  return riskLooks.filter(({ risk }) => risk !== "at-risk" || !tooFew);
}

/** By what the address names a risk. */
export function keyOfRisk(risk: Risk): string {
  return risk ?? "on-course";
}
