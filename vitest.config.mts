import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const alias = {
  "server-only": `${root}tests/support/server-only.ts`,
  "@": root.replace(/\/$/, ""),
};

/** Tests that need a page: the files that a worker runs share one, and the modules that it loaded; each leaves it empty. */
const pages = ["tests/unit/**/*.dom.test.{ts,tsx}"];
/** Tests that count the steps of an algorithm: only what nobody has run before is counted from its first step on. */
const steps = ["tests/unit/**/*-steps.test.ts"];
/** Tests that start processes, or listen as a server does: most of their time they wait. */
const processes = ["tests/unit/**/*.process.test.ts"];
const unit = {
  setupFiles: ["tests/support/silent-console.ts"],
  // A busy machine is no fault: the bound is for what never ends.
  testTimeout: 30_000,
};

export default defineConfig({
  resolve: { alias },
  test: {
    // One less than there are cores is one of two: a test waits for PostgreSQL half of its time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          ...unit,
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          exclude: [...pages, ...steps, ...processes],
          // What is tested here keeps nothing from one file to the next, so that modules are loaded once for all of them.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...unit,
          name: "dom",
          include: pages,
          environment: "jsdom",
          setupFiles: [...unit.setupFiles, "tests/support/empty-page.ts"],
          isolate: false,
        },
      },
      {
        extends: true,
        test: { ...unit, name: "steps", include: steps },
      },
      {
        extends: true,
        test: { ...unit, name: "processes", include: processes },
      },
      {
        extends: true,
        test: {
          name: "architecture",
          include: ["tests/architecture/**/*.test.ts"],
          testTimeout: 30_000,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.db.test.ts"],
          globalSetup: ["tests/support/database-global-setup.ts"],
          // A busy machine is no fault here, either.
          hookTimeout: 180_000,
          testTimeout: 180_000,
        },
      },
    ],
  },
});
