/** Length of what the spans `[from, to)` and `[begin, end)` have in common. */
export function overlap(from: number, to: number, begin: number, end: number): number {
  return Math.max(0, Math.min(to, end) - Math.max(from, begin));
}
