import type { Door } from "@/lib/server/routes";
import type { Actor } from "./actors";
import { type Answer, callRoute } from "./call-route";

/** The id in the path of an operation, or all of them by their names; null where there is none. */
export type Ids = string | null | Record<string, string>;

/** Calls an operation of the API by its name: `post /cards/{id}/move`. A body of DELETE and GET is its query. */
export function call(door: Door, actor: Actor, ids: Ids, body: unknown = {}): Promise<Answer> {
  const hasQuery = /^(delete|get) /.test(door);
  return callRoute(door, actor, {
    params: typeof ids === "string" ? { id: ids } : (ids ?? {}),
    ...(hasQuery ? { query: body as Record<string, string> } : { body }),
  });
}

/** The same where nothing else than success will do; answers the body. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape themselves
export async function must(door: Door, actor: Actor, ids: Ids, body: unknown = {}): Promise<any> {
  const answer = await call(door, actor, ids, body);
  if (answer.status >= 300) throw new Error(`${door}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
