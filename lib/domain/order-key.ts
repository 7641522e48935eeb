import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";

/** Position of a card inside a column. Compare as bytes, never as locale text. */
export type OrderKey = string & { readonly brand: "OrderKey" };

/** A key strictly between two others; null stands for the open end. Throws when `before` is not less than `after`. */
export function keyBetween(before: OrderKey | null, after: OrderKey | null): OrderKey {
  return generateKeyBetween(before, after) as OrderKey;
}

/** `count` ascending keys between two others; for cards that arrive together. */
export function keysBetween(before: OrderKey | null, after: OrderKey | null, count: number): OrderKey[] {
  return generateNKeysBetween(before, after, count) as OrderKey[];
}

/** Order of two keys as the database orders them: byte by byte. */
export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
