/** Path of a metric with the filters of a page's address, and with other days or questions than the page's. */
export function metricPath(
  boardId: string,
  name: string,
  address: URLSearchParams,
  asked: Record<string, string>,
): string {
  const query = new URLSearchParams(address);
  for (const [key, value] of Object.entries(asked)) query.set(key, value);
  return `/boards/${boardId}/metrics/${name}?${query}`;
}
