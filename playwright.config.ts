import { defineConfig } from "@playwright/test";
import { chromiumFlags, requireChromium } from "./tests/support/chromium.mjs";
import { productAddress, productEnvironment } from "./tests/support/product";

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  // A busy machine may be slow once; a test that fails twice has failed.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  globalSetup: "./tests/support/create-owner.ts",
  use: {
    baseURL: productAddress,
    // A recording costs a third of the run: it is made of what has failed once.
    trace: "on-first-retry",
    launchOptions: { executablePath: requireChromium(), args: chromiumFlags },
  },
  webServer: {
    command: "node tests/support/serve-once.mjs",
    env: productEnvironment,
    url: `${productAddress}/api/health`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    stderr: "pipe",
  },
});
