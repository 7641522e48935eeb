import type { CardView } from "@/lib/contracts/card";
import type { Refusal } from "./refusal";

/** How a command ended. A refused one has left no trace on the screen. */
export type Outcome = { ok: true; card: CardView | null } | { ok: false; refusal: Refusal };
