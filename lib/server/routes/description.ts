import "server-only";
import { z } from "zod";
import { boardGone, boardReset, liveEvent } from "@/lib/contracts/activity";
import { defineRoute, type Route } from "../api/define-route";
import { buildOpenApi } from "../api/openapi";

/** The shapes of what streams say, which OpenAPI cannot tie to them. */
const inStreams = [liveEvent, boardReset, boardGone];

/** The description of these routes and of itself. It is public: it tells nothing of anybody's boards. */
export function descriptionRoute(routes: readonly Route[]) {
  const route = defineRoute({
    method: "get",
    path: "/openapi.json",
    summary: "This description",
    access: "public",
    answer: z.looseObject({ openapi: z.string() }).meta({ id: "OpenApiDocument" }),
    handler: async () => {
      document ??= buildOpenApi([...routes, route], inStreams);
      return document;
    },
  });
  let document: ReturnType<typeof buildOpenApi> | null = null;
  return route;
}
