import { z } from "zod";

/** Why nothing is proposed, expected or judged: `found` of the `needed` finished cards, or days with a finish. */
export const tooFew = z
  .object({
    reason: z.literal("not enough finished yet"),
    of: z.enum(["cards", "days"]),
    found: z.number().int(),
    needed: z.number().int(),
  })
  .meta({ id: "TooFew" });
export type TooFewView = z.infer<typeof tooFew>;
