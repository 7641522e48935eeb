/** What a point of a chart says: its name, its values, and what is to be remarked. */
export type PointWords = {
  title: string;
  rows: readonly { name: string; value: string | number; colour?: string }[];
  notes?: readonly string[];
  /** What opening it is for, as in "to see the cards"; none where there is nothing to open. */
  action?: string | undefined;
};

/** A point as a screen reader says it. */
export function speakPoint({ title, rows, notes = [] }: PointWords): string {
  const values = rows.map(({ name, value }) => `${name} ${value}`).join(", ");
  return [`${title}${values && `: ${values}`}`, ...notes].join(". ");
}
