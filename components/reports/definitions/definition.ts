/** One figure in words. `id` is the anchor on the page of definitions. */
export type Definition = {
  id: string;
  name: string;
  text: readonly string[];
  /** Their words stand one after another on the page. */
  examples: readonly Example[];
};

/** A case worked by hand: its `words` tell what is `given` and what the figure then `gives`. A test computes it. */
export type Example = { words: string; given: Given; gives: object };

export type ExampleColumn = "ideas" | "ready" | "doing" | "review" | "done";

/** What a figure is computed from. Instants are written `2026-03-02 09:00`, in UTC; days `2026-03-02`. */
export type Given = {
  /** Cards by name: the columns that they enter, and when; null: the card leaves the board. */
  log?: Record<string, [column: ExampleColumn | null, at: string][]>;
  [parameter: string]: unknown;
};
