/** Names of the Okabe–Ito palette, apart from black; a label stores the name, and each theme has its own value. */
export const labelColours = ["sky", "orange", "green", "blue", "vermilion", "purple", "yellow"] as const;

/** The colour of a label as the present theme has it. Unknown names, as imports bring them, are grey. */
export function labelColour(name: string): string {
  const known = labelColours.find((colour) => colour === name);
  return known ? `var(--palette-${known})` : "var(--muted-foreground)";
}
