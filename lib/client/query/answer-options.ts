export type AnswerOptions = {
  /** What makes an answer old: when one of these values changes, the query is asked again. */
  since?: readonly unknown[];
  /** What the answer is true of, beside its path: when this changes, the one before is no answer any longer and goes. */
  of?: string;
  /** How long a query has to stand before it is asked: one that is only passed over is not. */
  restMs?: number;
  /** Whether the answer to another path is shown until the one to this path is there. */
  keepsOther?: boolean;
};
