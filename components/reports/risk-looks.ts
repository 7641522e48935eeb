import type { Risk } from "@/lib/client/ageing-series";
import type { DotOutline } from "./card-dot";

/** How a dot tells a card's risk: by outline and colour both. */
export const riskLooks: { risk: Risk; outline: DotOutline; colour: string }[] = [
  { risk: "late", outline: "diamond", colour: "var(--chart-6)" },
  { risk: "at-risk", outline: "triangle", colour: "var(--chart-2)" },
  { risk: null, outline: "circle", colour: "var(--chart-1)" },
];

const plain = { outline: "circle", colour: "var(--chart-1)" } as const;

/** The look of a card's dot. */
export function lookOf(risk: Risk): { outline: DotOutline; colour: string } {
  return riskLooks.find((look) => look.risk === risk) ?? plain;
}
