import "server-only";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { pageOwnerHeader } from "@/lib/contracts/page-owner";
import { problem } from "@/lib/contracts/problem";
import { type ErrorCode, errorCodes } from "@/lib/domain/errors";
import { apiBase } from "../http/api-base";
import { problemWords } from "../http/problem";
import { isRepeatable, type Route, statusOf } from "./define-route";
import { refusalsOf } from "./refusals";

type Json = Record<string, unknown>;
type Side = "input" | "output";

/** The named shapes of a document. Two with one name have to be the same. */
class Components {
  readonly schemas: Record<string, Json> = {};
  private readonly taken = { input: new Map<z.ZodType, Json>(), output: new Map<z.ZodType, Json>() };

  /** What a schema takes or gives as JSON Schema; what has a name in it (`meta({ id })`) is put among the named ones. */
  take(schema: z.ZodType, side: Side): Json {
    const taken = this.taken[side].get(schema) ?? this.convert(schema, side);
    this.taken[side].set(schema, taken);
    return taken;
  }

  private convert(schema: z.ZodType, side: Side): Json {
    const {
      $schema: _,
      $defs = {},
      ...own
    } = pointToComponents(z.toJSONSchema(schema, { io: side, unrepresentable: "any", override: simplify }));
    for (const [name, shape] of Object.entries($defs as Record<string, Json>)) this.add(name, shape);
    return own;
  }

  private add(name: string, shape: Json): void {
    const there = this.schemas[name];
    if (there !== undefined && !isDeepStrictEqual(there, shape))
      throw new Error(`Two shapes are named ${name}, or one takes what it does not give.`);
    this.schemas[name] = shape;
  }
}

/** Leaves out what the format says already, and says which words a flag takes. */
function simplify({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }): void {
  const { def } = zodSchema._zod;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (def.type === "pipe" && def.out._zod.def.type === "boolean") jsonSchema.enum = ["true", "false"];
}

function pointToComponents(schema: object): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

/** The members of an object's schema as parameters. */
function toParameters(
  components: Components,
  schema: z.ZodType | undefined,
  place: "query" | "header",
): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = components.take(schema, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, shape]) => {
    const { description, ...rest } = shape;
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
}

function parametersOf(components: Components, route: Route): Json[] {
  const ids = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", format: "uuid" },
  }));
  return [
    ...ids,
    ...toParameters(components, route.query, "query"),
    ...toParameters(components, route.headers, "header"),
    ...(isRepeatable(route) ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    ...(route.access === "public" ? [] : [{ $ref: "#/components/parameters/PageOwner" }]),
  ];
}

const binary = { type: "string", format: "binary" };

function requestBodyOf(components: Components, { body, takes }: Route): Json {
  const json = body && { "application/json": { schema: components.take(body, "input") } };
  const form = {
    type: "object",
    required: ["file"],
    properties: { file: binary, ...(body && { options: { type: "string", description: "JSON" } }) },
  };
  const file = takes === "file" && {
    "application/octet-stream": { schema: binary },
    "multipart/form-data": { schema: form },
  };
  if (!json && !file) return {};
  const isRequired = file !== false || body?.safeParse({}).success === false;
  return { requestBody: { required: isRequired, content: { ...json, ...file } } };
}

function toSuccess(components: Components, route: Route, shape: NonNullable<Route["answer"]> | null): Json {
  if (shape === null) return { description: "Done; no body" };
  if (typeof shape === "string")
    return { description: route.summary, content: { [shape]: { schema: { type: "string" } } } };
  return {
    description: "Done",
    content: { "application/json": { schema: components.take(shape, "output") } },
  };
}

/** A refusal with one of these codes, which have one status. */
function toProblemResponse(codes: readonly ErrorCode[]): Json {
  const named = { type: "object", properties: { code: { enum: codes } } };
  const schema = { allOf: [{ $ref: "#/components/schemas/Problem" }, named] };
  const description = codes.map((code) => `\`${code}\`: ${problemWords[code].title}.`).join(" ");
  return { description, content: { "application/problem+json": { schema } } };
}

/** Refusals by status; one that has its status for itself is among the named ones. */
function toRefusals(codes: readonly ErrorCode[]): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = problemWords[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, own]) => [
      status,
      own.length === 1 ? { $ref: `#/components/responses/${own[0]}` } : toProblemResponse(own),
    ]),
  );
}

function toOperation(components: Components, route: Route): Json {
  const { method, path, summary, access, answer, otherAnswers } = route;
  const shapes = { [statusOf(route)]: answer ?? null, ...otherAnswers };
  return {
    operationId: `${method}${path.replace(/[^a-zA-Z0-9]+(\w?)/g, (_, next: string) => next.toUpperCase())}`,
    summary,
    tags: [path.split("/")[1]?.replace(".json", "") ?? ""],
    security: access === "public" ? [] : [{ token: [access] }, { session: [] }],
    parameters: parametersOf(components, route),
    ...requestBodyOf(components, route),
    responses: {
      ...Object.fromEntries(
        Object.entries(shapes).map(([status, shape]) => [status, toSuccess(components, route, shape)]),
      ),
      ...toRefusals(refusalsOf(route)),
    },
  };
}

const token = {
  type: "http",
  scheme: "bearer",
  description:
    "A personal access token with the scope that the operation names, or a wider one: `read`, `write`, `admin`, each with those before it.",
};

const parameters = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description: "A repeat with the same key gets the first answer and changes nothing.",
    schema: { type: "string", minLength: 1, maxLength: 200 },
  },
  PageOwner: {
    name: pageOwnerHeader,
    in: "header",
    required: false,
    description: "Id of the person for whom the page that asks was made; somebody else's session is refused.",
    schema: { type: "string", format: "uuid" },
  },
};

/** OpenAPI 3.1 of the API, from its routes. `also`: shapes that no operation names by itself, such as those of a stream. */
export function buildOpenApi(routes: readonly Route[], also: readonly z.ZodType[] = []) {
  const components = new Components();
  for (const shape of [problem, ...also]) components.take(shape, "output");
  const paths: Record<string, Json> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method]: toOperation(components, route) };
  return {
    openapi: "3.1.0",
    info: { title: "Sluice", version: "1", description: "Boards that hold their WIP limits, and their log." },
    servers: [{ url: apiBase }],
    paths,
    components: {
      schemas: components.schemas,
      responses: Object.fromEntries(errorCodes.map((code) => [code, toProblemResponse([code])])),
      parameters,
      securitySchemes: {
        token,
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
      },
    },
  };
}
