import { expect, test } from "vitest";
import { createRouteTable, readRoutes } from "@/lib/server/http/route-table";
import { projectRoot } from "../../support/postgres";

const routes = readRoutes(projectRoot);

test("every route has its methods", () => {
  expect(routes.length).toBeGreaterThan(5);
  expect(routes.filter(({ methods }) => methods.length === 0)).toEqual([]);
  expect(routes.find(({ path }) => path === "/api/auth/[...nextauth]")?.methods).toEqual(["GET", "POST"]);
});

test("an address has the methods of its route, and one that is written out goes before one that is filled in", () => {
  const methodsOf = createRouteTable(routes);
  expect(methodsOf("/api/auth/owner")).toEqual(["POST", "OPTIONS"]);
  expect(methodsOf("/api/health/ready/")).toContain("HEAD");
  expect(methodsOf("/api/health/nothing")).toBeNull();
  expect(methodsOf("/api/auth/callback/credentials")).toContain("POST");
});
