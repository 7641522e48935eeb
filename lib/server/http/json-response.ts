import "server-only";
import type { JsonText } from "@/lib/contracts/json-text";

declare const content: unique symbol;

/** A response whose body is JSON of this shape. `never`: it has no body, or a problem document. */
export type JsonResponse<T> = Response & { readonly [content]: T };

type Init = { status?: number; headers: Readonly<Record<string, string>> };

/** A value as the JSON body of a response. */
export function jsonResponse<T>(value: T, init: Init): JsonResponse<T> {
  return jsonTextResponse(JSON.stringify(value) as JsonText<T>, init);
}

/** JSON that is text already as the body of a response. It says how long it is: by that it is packed, or not. */
export function jsonTextResponse<T>(text: JsonText<T>, { status, headers }: Init): JsonResponse<T> {
  return new Response(text, {
    status,
    headers: {
      "Content-Type": "application/json",
      "Content-Length": String(Buffer.byteLength(text)),
      ...headers,
    },
  }) as JsonResponse<T>;
}

/** A response that says everything by its status and headers. */
export function emptyResponse(init: ResponseInit): JsonResponse<never> {
  return new Response(null, init) as JsonResponse<never>;
}
