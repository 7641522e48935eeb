/** The series of a picture that an address hides, of those that there are. Never all: then none is hidden. */
export function readHidden(text: string | null, all: readonly string[]): ReadonlySet<string> {
  const named = new Set(text?.split(",") ?? []);
  const hidden = all.filter((key) => named.has(key));
  return new Set(hidden.length < all.length ? hidden : []);
}

/** The same with one series switched off or on, as an address has it; null for all shown. The last one stays on. */
export function toggleHidden(
  hidden: ReadonlySet<string>,
  all: readonly string[],
  key: string,
): string | null {
  const next = all.filter((each) => hidden.has(each) !== (each === key));
  const kept = next.length < all.length ? next : [...hidden];
  return kept.join(",") || null;
}
