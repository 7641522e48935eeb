/** Columns of the demo board, by key. */
export type Place =
  | "ideas"
  | "ready"
  | "analysis"
  | "development"
  | "review-queue"
  | "review"
  | "release-queue"
  | "done";

/** Limits of the demo board before and after the change of the one on Development. */
export const limits = {
  ready: 6,
  analysis: 3,
  developmentBefore: 12,
  developmentAfter: 5,
  "review-queue": 5,
  review: 3,
};
