import type { TooFewView } from "@/lib/contracts/too-few";

/** The one sentence that stands wherever too little was finished to say anything. */
export function sayTooFew({ of, found, needed }: TooFewView): string {
  const counted = of === "cards" ? `${found} of ${needed} cards` : `cards on ${found} of ${needed} days`;
  return `Not enough finished yet: ${counted}.`;
}
