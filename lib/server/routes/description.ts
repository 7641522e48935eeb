import "server-only";
import { z } from "zod";
import { boardGone, boardReset, liveEvent } from "@/lib/contracts/activity";
import { entityTag } from "@/lib/contracts/headers";
import type { JsonText } from "@/lib/contracts/json-text";
import { defineRoute, type Route } from "../api/define-route";
import { buildOpenApi } from "../api/openapi";
import { entityTagOf, notModified, taggedResponse } from "../http/entity-tag";

/** The shapes of what streams say, which OpenAPI cannot tie to them. */
const inStreams = [liveEvent, boardReset, boardGone];

const openApiDocument = z.looseObject({ openapi: z.string() }).meta({ id: "OpenApiDocument" });
type Text = JsonText<z.output<typeof openApiDocument>>;

/** The description of these routes and of itself. It is public: it tells nothing of anybody's boards. */
export function descriptionRoute(routes: readonly Route[]) {
  const route = defineRoute({
    method: "get",
    path: "/openapi.json",
    summary: "This description",
    access: "public",
    headers: z.object({ "If-None-Match": entityTag }),
    answer: openApiDocument,
    otherAnswers: { 304: null },
    handler: async ({ headers }) => {
      kept ??= write(buildOpenApi([...routes, route], inStreams));
      return headers["If-None-Match"] === kept.etag
        ? notModified(kept.etag)
        : taggedResponse(kept.etag, kept.text);
    },
  });
  // Made by the first who asks, and the same for everybody until the process ends.
  let kept: { text: Text; etag: string } | null = null;
  return route;
}

function write(document: z.output<typeof openApiDocument>): { text: Text; etag: string } {
  const text = JSON.stringify(document) as Text;
  return { text, etag: entityTagOf(text) };
}
