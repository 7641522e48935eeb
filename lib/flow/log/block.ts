/** A stretch in which a card was blocked, and why; in epoch ms, `to` is null while it lasts. */
export type Block = { cardId: string; category: string; reason: string; from: number; to: number | null };
