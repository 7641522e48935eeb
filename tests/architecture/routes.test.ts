import { expect, test } from "vitest";
import { projectRoot } from "../support/postgres";
import { readModules } from "./modules";

const modules = readModules(projectRoot);

test("the API is one file of the framework, and every file of routes is in the list", () => {
  const files = modules.filter(({ path }) => path.startsWith("app/api/v1/"));
  expect(files.map(({ path, uses }) => [path, uses])).toEqual([
    ["app/api/v1/[[...path]]/route.ts", ["lib/server/routes/api.ts"]],
  ]);
  const list = modules.find(({ path }) => path === "lib/server/routes/index.ts");
  const made = modules.filter(
    ({ path, uses }) =>
      path.startsWith("lib/server/routes/") && uses.includes("lib/server/api/define-route.ts"),
  );
  expect(made.length).toBeGreaterThan(10);
  for (const { path } of made) if (path !== list?.path) expect(list?.uses).toContain(path);
});
