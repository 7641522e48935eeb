import "server-only";
import type { JsonText } from "@/lib/contracts/json-text";

declare const content: unique symbol;

/** A response whose body is JSON of this shape. `never`: it has no body, or a problem document. */
export type JsonResponse<T> = Response & { readonly [content]: T };

/** A value as the JSON body of a response. */
export function jsonResponse<T>(value: T, init?: ResponseInit): JsonResponse<T> {
  return Response.json(value, init) as JsonResponse<T>;
}

/** JSON that is text already as the body of a response. */
export function jsonTextResponse<T>(text: JsonText<T>, init?: ResponseInit): JsonResponse<T> {
  return new Response(text, init) as JsonResponse<T>;
}

/** A response that says everything by its status and headers. */
export function emptyResponse(init: ResponseInit): JsonResponse<never> {
  return new Response(null, init) as JsonResponse<never>;
}
