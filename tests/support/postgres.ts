import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type EmbeddedServer, startEmbeddedPostgres } from "@/lib/server/db/embedded";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

const checkout = createHash("sha256").update(projectRoot).digest("hex").slice(0, 12);

/** A PostgreSQL for tests of this checkout alone: real, but its data may be lost with the machine. */
export function startTestPostgres(): Promise<EmbeddedServer> {
  return startEmbeddedPostgres({
    dataDir: join(tmpdir(), `sluice-test-${checkout}`),
    clusterId: `test-${checkout}`,
    password: `test-${checkout}`,
    settings: ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
  });
}

/** Address of another database on the same server. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}
