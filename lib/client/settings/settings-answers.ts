// The contracts of what the settings are answered, in one piece, which is loaded where an answer has to be checked.
import { z } from "zod";
import { labelUse } from "@/lib/contracts/board";
import { limitChange } from "@/lib/contracts/limit";

export const labelUses = z.object({ items: z.array(labelUse) });
export const limitChanges = z.object({ items: z.array(limitChange) });
