import { z } from "zod";

/** An expectation: `percentile` % of the cards in `days` days or less. */
export const serviceLevel = z.strictObject({
  percentile: z.number().int().min(1).max(100),
  days: z.number().int().min(1).max(3_650),
});
export type ServiceLevel = z.infer<typeof serviceLevel>;

/** Who says what is expected: the team, the request, or the range itself. */
export const expectationBasis = z.enum(["agreed", "asked", "proposed"]);
export type ExpectationBasis = z.infer<typeof expectationBasis>;
