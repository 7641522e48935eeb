import "server-only";
import { Hono } from "hono";
import { DomainError } from "@/lib/domain/errors";
import { apiBase } from "../http/api-base";
import { frontRefusals, wrongMethod } from "../http/front-refusal";
import type { Api } from "../http/handed-api";
import { problemResponse } from "../http/problem";
import { answerRoute } from "./answer-route";
import type { Route } from "./define-route";

/**
 * Finds the route of a request and has it answered. An address that is none, or that does not take the method, is refused
 * here; HEAD is answered as GET without its body, OPTIONS by the methods that there are.
 */
export function createApi(routes: readonly Route[]): Api {
  const app = new Hono({ strict: false }).basePath(apiBase);
  for (const [path, own] of byPath(routes)) {
    const methods = methodsOf(own);
    app.all(path.replace(/\{(\w+)\}/g, ":$1"), (context) => {
      const request = context.req.raw;
      if (request.method === "OPTIONS")
        return new Response(null, { status: 204, headers: { Allow: methods.join(", ") } });
      const wanted = request.method === "HEAD" ? "GET" : request.method;
      const route = own.find(({ method }) => method.toUpperCase() === wanted);
      return route ? answerRoute(route, request, context.req.param()) : refuseMethod(request, methods);
    });
  }
  app.notFound(({ req }) =>
    problemResponse(new DomainError("not-found", {}, frontRefusals.notFound.detail), req.raw, null),
  );
  app.onError((error, { req }) => problemResponse(error, req.raw, null));
  return async (request) => app.fetch(request);
}

/** Routes by their paths. A path that is written out goes before one that is filled in: the router takes the first. */
function byPath(routes: readonly Route[]): [string, Route[]][] {
  const paths = new Map<string, Route[]>();
  for (const route of routes) paths.set(route.path, [...(paths.get(route.path) ?? []), route]);
  return [...paths].sort(([a], [b]) => Number(a.includes("{")) - Number(b.includes("{")));
}

/** The methods of an address, with those that every one has. */
function methodsOf(routes: readonly Route[]): string[] {
  const own = routes.map(({ method }) => method.toUpperCase());
  return [...own, ...(own.includes("GET") ? ["HEAD"] : []), "OPTIONS"];
}

function refuseMethod(request: Request, methods: readonly string[]): Response {
  const { code, detail, headers } = wrongMethod(methods);
  const response = problemResponse(new DomainError(code, {}, detail), request, null);
  for (const [name, value] of Object.entries(headers ?? {})) response.headers.set(name, value);
  return response;
}
