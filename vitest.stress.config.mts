import { defineConfig } from "vitest/config";
import base from "./vitest.config.mjs";

// Apart from the other tests, which share one database server with each other.
export default defineConfig({
  resolve: base.resolve,
  test: {
    name: "stress",
    include: ["tests/stress/**/*.stress.test.ts"],
    globalSetup: ["tests/support/database-global-setup.ts"],
    hookTimeout: 180_000,
    testTimeout: 600_000,
  },
});
