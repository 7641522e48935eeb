import { generateNKeysBetween } from "fractional-indexing";

/** Position of a card inside a column. Compare as bytes, never as locale text. */
export type OrderKey = string & { readonly brand: "OrderKey" };

/**
 * `count` ascending keys strictly between two others; null stands for the open end. `before` is less than `after`; that is
 * not checked.
 */
export function keysBetween(before: OrderKey | null, after: OrderKey | null, count: number): OrderKey[] {
  return generateNKeysBetween(before, after, count) as OrderKey[];
}

/** Order of two keys as the database orders them: byte by byte. */
export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
