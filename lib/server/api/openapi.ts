import "server-only";
import { z } from "zod";
import { problem } from "@/lib/contracts/problem";
import { apiPaths, type Method, type Operation } from "../http/api-paths";

const jsonSchema = (schema: z.ZodType, io: "input" | "output") => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
};

function toParameters(path: string, operation: Operation, method: Method) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", format: "uuid" },
  }));
  const query = operation.query ? jsonSchema(operation.query, "input").properties : undefined;
  const inQuery = Object.entries(query ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: false,
    schema,
  }));
  const key = { name: "Idempotency-Key", in: "header", required: false, schema: { type: "string" } };
  return [...inPath, ...inQuery, ...(method === "get" ? [] : [key])];
}

function toSuccess({ answer, status = 200 }: Operation) {
  if (!answer) return { 204: { description: "Done" } };
  if (typeof answer === "string") {
    return { 200: { description: "A stream", content: { [answer]: { schema: { type: "string" } } } } };
  }
  const content = { "application/json": { schema: jsonSchema(answer, "output") } };
  return { [status]: { description: "Done", content } };
}

const binary = { type: "string", format: "binary" };

function toRequestBody({ body, takesFile }: Operation) {
  const json = body && { "application/json": { schema: jsonSchema(body, "input") } };
  const form = {
    type: "object",
    required: ["file"],
    properties: { file: binary, ...(body && { options: { type: "string", description: "JSON" } }) },
  };
  const file = takesFile && {
    "application/octet-stream": { schema: binary },
    "multipart/form-data": { schema: form },
  };
  return json || file ? { requestBody: { required: true, content: { ...json, ...file } } } : {};
}

function toOperation(path: string, method: Method, operation: Operation) {
  return {
    summary: operation.summary,
    parameters: toParameters(path, operation, method),
    ...toRequestBody(operation),
    responses: { ...toSuccess(operation), default: { $ref: "#/components/responses/Problem" } },
  };
}

/** OpenAPI 3.1 of the API, made from the contracts that the routes themselves are held to. */
export function buildOpenApi() {
  const paths = Object.entries(apiPaths).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => [
        method,
        toOperation(path, method as Method, operation),
      ]),
    ),
  ]);
  return {
    openapi: "3.1.0",
    info: { title: "Sluice", version: "1", description: "Boards that hold their WIP limits, and their log." },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }, { session: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A personal access token." },
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
      },
      responses: {
        Problem: {
          description: "A refusal or a failure (RFC 9457)",
          content: { "application/problem+json": { schema: jsonSchema(problem, "output") } },
        },
      },
    },
  };
}
