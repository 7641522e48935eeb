import "server-only";

// Kept by the reader alone, and asked for again each time.
const headers = (etag: string) => ({ ETag: etag, "Cache-Control": "private, no-cache" });

/** The reader's copy is still right. */
export function notModified(etag: string): Response {
  return new Response(null, { status: 304, headers: headers(etag) });
}

/** JSON that is text already, with the tag by which to ask whether it is still right. */
export function snapshotResponse(etag: string, json: string): Response {
  return new Response(json, { headers: { ...headers(etag), "Content-Type": "application/json" } });
}
