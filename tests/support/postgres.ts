import { createHash } from "node:crypto";
import { chownSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isRoot, requirePostgresAccount } from "@/lib/server/installation/accounts";
import { addressOf } from "@/lib/server/installation/answer";
import { enterFolder, tryHold, whileHeld } from "@/lib/server/installation/hold";
import { makeFiles } from "@/lib/server/installation/make-files";
import { startPostmaster } from "@/lib/server/installation/postmaster";
import { findPrograms } from "@/lib/server/installation/programs";
import { secretsPath } from "@/lib/server/installation/secrets";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

const checkout = createHash("sha256").update(projectRoot).digest("hex").slice(0, 12);

/** A PostgreSQL for tests of this checkout alone: real, but its data may be lost with the machine. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = join(tmpdir(), `sluice-test-server-${checkout}`);
  await enterFolder(folder, { make: true });
  // Of an ordinary account, so that all of it lies in this folder.
  const account = isRoot() ? await requirePostgresAccount() : null;
  if (account) chownSync(folder, account.uid, account.gid);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const waiting = { onProgress: ({ words }: { words: string }) => say(words) };
  const held = await whileHeld(folder, async () => tryHold(folder, "npm test"), 10_000, waiting);
  const { cluster, secrets } = await makeFiles(folder, null);
  const password = secrets.databasePassword;
  const server = await startPostmaster(cluster, {
    bin: await findPrograms(),
    account,
    password,
    secretsFile: secretsPath(folder),
    say,
    waiting,
    settings: ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
  });
  return {
    url: addressOf(server.port, password, "postgres"),
    stop: () => server.stop(null).finally(held.release),
  };
}

/** Address of another database on the same server. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}
