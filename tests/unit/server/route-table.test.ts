import { expect, test } from "vitest";
import { createRouteTable, readRoutes } from "@/lib/server/http/route-table";
import { projectRoot } from "../../support/postgres";

const routes = readRoutes(projectRoot);

test("every route has its methods", () => {
  expect(routes.length).toBeGreaterThan(50);
  expect(routes.filter(({ methods }) => methods.length === 0)).toEqual([]);
  expect(routes.find(({ path }) => path === "/api/auth/[...nextauth]")?.methods).toEqual(["GET", "POST"]);
});

test("an address has the methods of its route, and one that is written out goes before one that is filled in", () => {
  const methodsOf = createRouteTable(routes);
  expect(methodsOf("/api/v1/boards/demo")).toEqual(["POST", "OPTIONS"]);
  expect(methodsOf("/api/v1/boards/1")).toContain("DELETE");
  expect(methodsOf("/api/v1/boards/1/")).toContain("HEAD");
  expect(methodsOf("/api/v1/boards/1/nothing")).toBeNull();
  expect(methodsOf("/api/auth/callback/credentials")).toContain("POST");
});
