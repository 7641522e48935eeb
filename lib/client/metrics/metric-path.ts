/** Path of a metric. `filterQuery`: the filters of the page, without a question mark; `asked`: days and questions. */
export function metricPath(
  boardId: string,
  name: string,
  filterQuery: string,
  asked: Record<string, string>,
): string {
  const query = new URLSearchParams(filterQuery);
  for (const [key, value] of Object.entries(asked)) query.set(key, value);
  return `/boards/${boardId}/metrics/${name}?${query}`;
}
