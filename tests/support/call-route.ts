import { answerRoute } from "@/lib/server/api/answer-route";
import type { Route } from "@/lib/server/api/define-route";
import type { Door } from "@/lib/server/routes";
import { answerApi } from "@/lib/server/routes/api";
import type { Actor } from "./actors";

type CallOptions = {
  params?: Record<string, string>;
  body?: unknown;
  query?: Record<string, string>;
  headers?: Record<string, string>;
};

/** An answer with its body read; `body` is null where there is none. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape themselves
export type Answer = { status: number; headers: Headers; body: any };

/** Sends a request to an operation of the API, by its name, as it comes over HTTP: through the router. */
export async function callRoute(door: Door, actor: Actor | null, options: CallOptions = {}): Promise<Answer> {
  return readAnswer(await openRoute(door, actor, options));
}

/** The same where the body is a stream or a file: nobody has read it. */
export function openRoute(door: Door, actor: Actor | null, options: CallOptions = {}): Promise<Response> {
  const [method = "", path = ""] = door.split(" ");
  return answerApi(toRequest(method, path, actor, options));
}

/** Sends a request to a route that is in no list. */
export async function callUnlisted(
  route: Route,
  actor: Actor | null,
  options: CallOptions = {},
): Promise<Answer> {
  const request = toRequest(route.method, route.path, actor, options);
  return readAnswer(await answerRoute(route, request, options.params));
}

function toRequest(
  method: string,
  path: string,
  actor: Actor | null,
  { params = {}, body, query, headers }: CallOptions,
): Request {
  const filled = path.replace(/\{(\w+)\}/g, (place, name: string) => params[name] ?? place);
  const url = new URL(`http://sluice.test/api/v1${filled}`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  return new Request(url, {
    method: method.toUpperCase(),
    headers: {
      ...(actor && { Authorization: `Bearer ${actor.token}` }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

/** The operation of a metric that is named by a table or a loop. */
export function metricDoor(name: string): Door {
  return `get /boards/{id}/metrics/${name}` as Door;
}
