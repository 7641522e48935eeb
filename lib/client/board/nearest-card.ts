/** Cards of a list by how near they were to one of them: those below it from the top, then those above it from the bottom. */
export function byNearness(order: readonly string[], cardId: string): string[] {
  const at = order.indexOf(cardId);
  return at < 0 ? [] : [...order.slice(at + 1), ...order.slice(0, at).reverse()];
}
