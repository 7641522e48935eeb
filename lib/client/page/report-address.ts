/** The filters of reports, by their names in the address and in the metrics API. */
export const reportFilters = ["label", "lane", "classOfService", "type", "assignee", "creator"] as const;
export type ReportFilterName = (typeof reportFilters)[number];

/** The same query with some members changed; null takes one out. Starts with a question mark unless it is empty. */
export function changeQuery(query: string, changes: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text && `?${text}`;
}

/** The filters of a query alone, as a query of the metrics API without a question mark. */
export function keepFilters(query: string): string {
  const all = new URLSearchParams(query);
  const kept = new URLSearchParams();
  for (const name of reportFilters) {
    const value = all.get(name);
    if (value) kept.set(name, value);
  }
  return kept.toString();
}
