import type { RouteHandler } from "@/lib/server/api/define-route";
import type { Actor } from "./actors";

type CallOptions = {
  params?: Record<string, string>;
  body?: unknown;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  method?: string;
};

/** An answer with its body read; `body` is null where there is none. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape themselves
export type Answer = { status: number; headers: Headers; body: any };

/** Calls a route's own handler with a request as it comes over HTTP. */
export async function callRoute(
  handler: RouteHandler,
  actor: Actor | null,
  { params = {}, body, query, headers, method }: CallOptions = {},
): Promise<Answer> {
  const url = new URL("http://sluice.test/api/v1/under-test");
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const request = new Request(url, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      ...(actor && { Authorization: `Bearer ${actor.token}` }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}
