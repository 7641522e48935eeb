/** A count with its noun: `1 card`, `2 cards`, `1,200 cards`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
