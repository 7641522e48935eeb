import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const checkout = createHash("sha256").update(process.cwd()).digest("hex");

/** Where the browser tests serve the product; a port of this checkout's own, or PORT. */
export const productPort = Number(
  process.env.E2E_PORT ?? 20_000 + (Number.parseInt(checkout.slice(0, 6), 16) % 10_000),
);
export const productAddress = `http://localhost:${productPort}`;

/** The owner whom the tests sign in as. */
export const owner = { email: "owner@example.org", name: "Olive Owner", password: "only for the tests" };

// One for each run, which its workers hear of by the environment.
process.env.E2E_DATA_FOLDER ??= mkdtempSync(join(tmpdir(), "sluice-e2e-"));

export const productEnvironment: Record<string, string> = {
  PORT: String(productPort),
  SLUICE_DATA_DIR: process.env.E2E_DATA_FOLDER,
  LOG_LEVEL: "warn",
  DATABASE_URL: "",
  npm_lifecycle_event: "",
};
