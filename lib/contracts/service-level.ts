import { z } from "zod";
import { whole } from "./primitives";

/** An expectation: `percentile` % of the cards in `days` days or less. */
export const serviceLevel = z
  .strictObject({
    percentile: whole(1, 100),
    days: whole(1, 3_650),
  })
  .meta({ id: "ServiceLevelExpectation" });
export type ServiceLevelExpectation = z.infer<typeof serviceLevel>;

/** Who says what is expected: the team, the request, or the range itself. */
export const expectationBasis = z.enum(["agreed", "asked", "proposed"]);
export type ExpectationBasis = z.infer<typeof expectationBasis>;
