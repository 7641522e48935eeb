import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { buildOpenApi } from "@/lib/server/api/openapi";
import { apiPaths } from "@/lib/server/http/api-paths";

test("every path of the document has its route", () => {
  const missing = Object.keys(apiPaths).filter((path) => {
    const folder = `app/api/v1${path.replace(/\{(\w+)\}/g, "[$1]")}`;
    return !existsSync(`${folder}/route.ts`) && !path.startsWith("/teams") && path !== "/me";
  });
  expect(missing).toEqual([]);
});

test("every route of boards, cards, columns, lanes, limits, labels, imports and events is in the document", () => {
  const routes = readdirSync("app/api/v1", { recursive: true, encoding: "utf8" })
    .filter((file) => /^(boards|cards|columns|lanes|limits|labels|imports|events)\b.*route\.ts$/.test(file))
    .filter((file) => !/metrics|export|\.csv/.test(file))
    .map((file) => `/${file.replace(/\/route\.ts$/, "").replace(/\[(\w+)\]/g, "{$1}")}`);
  expect(routes.filter((path) => !(path in apiPaths))).toEqual([]);
});

test("the document is OpenAPI 3.1 and plain JSON", () => {
  const document = JSON.parse(JSON.stringify(buildOpenApi()));
  expect(document.openapi).toBe("3.1.0");
  expect(
    document.paths["/cards/{id}/move"].post.requestBody.content["application/json"].schema,
  ).toMatchObject({
    type: "object",
    required: ["columnId"],
    additionalProperties: false,
  });
});
