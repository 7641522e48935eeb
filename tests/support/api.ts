import type { RouteHandler } from "@/lib/server/api/define-route";
import type { Actor } from "./actors";
import { type Answer, callRoute } from "./call-route";

const routes = import.meta.glob<Record<string, RouteHandler>>("../../app/api/v1/**/route.ts");

/** Calls a way of the API by its name in the contract: `post /cards/{id}/move`. A body of DELETE and GET is its query. */
export async function call(
  door: string,
  actor: Actor,
  id: string | null,
  body: unknown = {},
): Promise<Answer> {
  const [method = "", path = ""] = door.split(" ");
  const file = `../../app/api/v1${path.replaceAll("{", "[").replaceAll("}", "]")}/route.ts`;
  const handler = (await routes[file]?.())?.[method.toUpperCase()];
  if (!handler) throw new Error(`No route ${door}.`);
  const hasQuery = method === "delete" || method === "get";
  return callRoute(handler, actor, {
    params: id === null ? {} : { id },
    method: method.toUpperCase(),
    ...(hasQuery ? { query: body as Record<string, string> } : { body }),
  });
}

/** The same where nothing else than success will do; answers the body. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape themselves
export async function must(door: string, actor: Actor, id: string | null, body: unknown = {}): Promise<any> {
  const answer = await call(door, actor, id, body);
  if (answer.status >= 300) throw new Error(`${door}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
