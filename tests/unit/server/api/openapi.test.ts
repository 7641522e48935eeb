import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { routes } from "@/lib/server/routes";
import { answerApi } from "@/lib/server/routes/api";

type Operation = {
  operationId: string;
  parameters: { name?: string; in?: string }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
};
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

const ask = (headers: Record<string, string> = {}) =>
  answerApi(new Request("http://sluice.test/api/v1/openapi.json", { headers }));
const response = await ask();
const document: Document = await response.json();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ door: `${method} ${path}`, operation })),
);

test("the document is valid OpenAPI 3.1", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(document.openapi).toBe("3.1.0");
});

test("it has every operation of the API, each under a name of its own", () => {
  expect(operations.map(({ door }) => door).sort()).toEqual(
    routes.map(({ method, path }) => `${method} ${path}`).sort(),
  );
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
});

test("who has it is not sent it again", async () => {
  const etag = response.headers.get("etag") ?? "";
  const again = await ask({ "If-None-Match": etag });
  expect([again.status, again.headers.get("etag"), again.body]).toEqual([304, etag, null]);
  const other = await ask({ "If-None-Match": '"another"' });
  expect([other.status, await other.json()]).toEqual([200, document]);
});
