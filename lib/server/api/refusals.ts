import "server-only";
import type { ErrorCode } from "@/lib/domain/errors";
import { isRepeatable, type Route } from "./define-route";

/** Every code with which a route may refuse or fail: what any of its kind does, and what its use case says. */
export function refusalsOf(route: Route): ErrorCode[] {
  const { access, method, path, query, refusals = [] } = route;
  const sends = method !== "get";
  const codes: ErrorCode[] = [
    ...when(access !== "public", "unauthenticated", "forbidden", "other-person", "rate-limited"),
    ...when(path.includes("{"), "not-found", "board-archived"),
    ...when(sends || query !== undefined, "invalid"),
    ...when(sends, "too-large", "unsupported-media-type"),
    ...when(isRepeatable(route), "idempotency-conflict"),
    ...refusals,
    "internal",
    "busy",
    "unavailable",
  ];
  return [...new Set(codes)];
}

function when(applies: boolean, ...codes: ErrorCode[]): ErrorCode[] {
  return applies ? codes : [];
}
