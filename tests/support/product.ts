import { createHash } from "node:crypto";
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

/** A data folder of their own, kept from run to run: tests make their own people and boards. */
export const productDataFolder = join(tmpdir(), `sluice-e2e-${checkout.slice(0, 12)}`);

export const productEnvironment: Record<string, string> = {
  PORT: String(productPort),
  SLUICE_DATA_DIR: productDataFolder,
  LOG_LEVEL: "warn",
  DATABASE_URL: "",
  npm_lifecycle_event: "",
};
