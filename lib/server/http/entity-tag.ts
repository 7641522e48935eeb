import "server-only";
import { createHash } from "node:crypto";
import type { JsonText } from "@/lib/contracts/json-text";
import { emptyResponse, type JsonResponse, jsonTextResponse } from "./json-response";

// Kept by the reader alone, and asked for again each time.
const headers = (etag: string) => ({ ETag: etag, "Cache-Control": "private, no-cache" });

/** A tag that changes with the text. */
export function entityTagOf(text: string): string {
  return `"${createHash("sha256").update(text).digest("base64url")}"`;
}

/** The reader's copy is still right. */
export function notModified(etag: string): JsonResponse<never> {
  return emptyResponse({ status: 304, headers: headers(etag) });
}

/** JSON that is text already, with the tag by which to ask whether it is still right. */
export function taggedResponse<T>(etag: string, json: JsonText<T>): JsonResponse<T> {
  return jsonTextResponse(json, { headers: headers(etag) });
}
