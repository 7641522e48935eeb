import type { z } from "zod";

/** The query of a page's address as Next gives it. */
export type RawQuery = Record<string, string | string[] | undefined>;

export type PageQueryReading<T> = {
  /** What stands in the address and is not empty. */
  typed: Record<string, string>;
  query: T;
  /** What is wrong with it, in words; then `query` is as if nothing stood there. */
  fault: string | null;
};

/** Reads the address of a page, which anybody may have typed, under a schema that fits an empty one. */
export function readPageQuery<T>(schema: z.ZodType<T>, raw: RawQuery): PageQueryReading<T> {
  const typed: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first) typed[name] = first;
  }
  const result = schema.safeParse(typed);
  if (result.success) return { typed, query: result.data, fault: null };
  return {
    typed: {},
    query: schema.parse({}),
    fault: result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join(" "),
  };
}
