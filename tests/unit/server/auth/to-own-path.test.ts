import { expect, test } from "vitest";
import { toOwnPath } from "@/lib/server/auth/to-own-path";

test("a path of this site stays as it is", () => {
  expect(toOwnPath("/boards/7/reports?from=2026-01-01#age")).toBe("/boards/7/reports?from=2026-01-01#age");
});

test.each([
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "boards",
  "",
  undefined,
  ["/a", "/b"],
])("what a browser would take elsewhere, or is no path, leads home: %j", (next) => {
  expect(toOwnPath(next)).toBe("/");
});
