import { expect, test } from "vitest";
import { z } from "zod";
import { defineRoute } from "@/lib/server/api/define-route";
import { jsonResponse } from "@/lib/server/http/json-response";

// What does not compile: each line below that is marked is an error, or `tsc` says that it is none.

const card = z.object({ id: z.uuid(), title: z.string(), columnId: z.uuid().nullable() });
const plain = { method: "get", path: "/cards/{id}", summary: "A card", access: "read" } as const;
const one = { id: "01920000-0000-7000-8000-000000000000", title: "Card", columnId: null };

test("a handler answers what its route says", () => {
  defineRoute({ ...plain, answer: card, handler: async () => one });
  defineRoute({ ...plain, answer: card, handler: async () => jsonResponse(one, { headers: {} }) });
  defineRoute({ ...plain, handler: async () => {} });
  defineRoute({ ...plain, answer: "text/csv", handler: async () => new Response("a,b") });
  // @ts-expect-error: a field has another name
  defineRoute({ ...plain, answer: card, handler: async () => ({ ...one, title: undefined, name: "Card" }) });
  // @ts-expect-error: a field is missing
  defineRoute({ ...plain, answer: card, handler: async () => ({ id: one.id, title: "Card" }) });
  // @ts-expect-error: a field is of another type
  defineRoute({ ...plain, answer: card, handler: async () => ({ ...one, columnId: 3 }) });
  // @ts-expect-error: something unknown
  defineRoute({ ...plain, answer: card, handler: async () => one as unknown });
  // @ts-expect-error: a response that does not say what is in it
  defineRoute({ ...plain, answer: card, handler: async () => Response.json(one) });
  // @ts-expect-error: a response with something else in it
  defineRoute({ ...plain, answer: card, handler: async () => jsonResponse({ ...one, title: 3 }) });
  // @ts-expect-error: an answer where none is said
  defineRoute({ ...plain, handler: async () => one });
});

test("answers with another status have their own shapes", () => {
  const otherAnswers = { 202: z.object({ job: z.string() }), 304: null };
  const both = { ...plain, answer: card, otherAnswers };
  defineRoute({ ...both, handler: async () => jsonResponse({ job: "1" }, { status: 202, headers: {} }) });
  // @ts-expect-error: a plain value is the answer with the usual status
  defineRoute({ ...both, handler: async () => ({ job: "1" }) });
});

test("a handler gets what the schemas have read", () => {
  const route = defineRoute({
    ...plain,
    query: z.object({ limit: z.coerce.number() }),
    answer: z.number(),
    handler: async ({ params, query, body, userId }) => {
      // @ts-expect-error: not a name of the path
      params.cardId;
      // @ts-expect-error: no body is said
      body.title;
      return query.limit + params.id.length + userId.length;
    },
  });
  const name: "get /cards/{id}" = `${route.method} ${route.path}`;
  expect(name).toBe("get /cards/{id}");
});
