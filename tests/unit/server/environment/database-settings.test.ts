import { afterEach, expect, test, vi } from "vitest";
import { parseDatabaseSettings } from "@/lib/server/environment/database-settings";

afterEach(() => vi.unstubAllEnvs());

test("what is not set, or set to nothing, is as usual", () => {
  vi.stubEnv("SLUICE_POOL_SIZE", "");
  expect(parseDatabaseSettings()).toEqual({
    SLUICE_POOL_SIZE: 16,
    SLUICE_STATEMENT_TIMEOUT: 60,
    SLUICE_CONNECT_TIMEOUT: 4,
  });
});

test.each([
  ["SLUICE_POOL_SIZE", "1"],
  ["SLUICE_POOL_SIZE", "501"],
  ["SLUICE_POOL_SIZE", "many"],
  ["SLUICE_STATEMENT_TIMEOUT", "0"],
  ["SLUICE_CONNECT_TIMEOUT", "1.5"],
  ["DATABASE_DIRECT_URL", "mysql://localhost"],
])("%s=%s is refused by its name", (name, value) => {
  vi.stubEnv(name, value);
  expect(parseDatabaseSettings).toThrow(name);
});
