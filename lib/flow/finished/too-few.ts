/** So many cards must be finished in a range before anything is proposed, expected or judged from them. */
const minFinished = 10;

/** Why nothing is said: so many of what is needed were found. */
export type TooFew = {
  reason: "not enough finished yet";
  /** Finished cards, or days on which any were finished. */
  of: "cards" | "days";
  found: number;
  needed: number;
};

/** Null where enough cards were finished to say something. The only rule about how many are enough. */
export function tooFewFinished(finished: number): TooFew | null {
  if (finished >= minFinished) return null;
  return { reason: "not enough finished yet", of: "cards", found: finished, needed: minFinished };
}
