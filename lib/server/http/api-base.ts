/** Where the API begins; the paths of its routes follow it. */
export const apiBase = "/api/v1";

/** Whether an address is the API's: it knows itself what there is below. */
export function isOfApi(path: string): boolean {
  return path === apiBase || path.startsWith(`${apiBase}/`);
}
