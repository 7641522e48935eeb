import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isRoot, requirePostgresAccount } from "@/lib/server/installation/accounts";
import { addressOf } from "@/lib/server/installation/answer";
import { enterFolder, tryHold, whileHeld } from "@/lib/server/installation/hold";
import { makeFiles } from "@/lib/server/installation/make-files";
import { startPostmaster } from "@/lib/server/installation/postmaster";
import { findPrograms } from "@/lib/server/installation/programs";
import { secretsPath } from "@/lib/server/installation/secrets";

/** The library that gives a process another clock, where this machine has it. */
export const fakingLibrary = ["x86_64", "aarch64"]
  .map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketime.so.1`)
  .find(existsSync);

/** A PostgreSQL of its own whose clock can be set while it runs. `setClock`: how far it is ahead, in seconds. */
export async function startFakedPostgres(): Promise<{
  url: string;
  setClock(aheadSeconds: number): Promise<void>;
  stop(): Promise<void>;
}> {
  const home = await mkdtemp(join(tmpdir(), "sluice-faked-"));
  await chmod(home, 0o755);
  const bin = join(home, "bin");
  const clock = join(home, "clock");
  const setClock = (seconds: number) => writeFile(clock, `${seconds < 0 ? "-" : "+"}${Math.abs(seconds)}`);
  await setClock(0);
  const programs = await findPrograms();
  await enterFolder(bin, { make: true });
  await chmod(bin, 0o755);
  for (const program of await readdir(programs)) {
    if (program !== "postgres") await symlink(join(programs, program), join(bin, program));
  }
  const settings = `LD_PRELOAD=${fakingLibrary} FAKETIME_TIMESTAMP_FILE=${clock} FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1`;
  await writeFile(
    join(bin, "postgres"),
    `#!/bin/sh\nexport ${settings}\nexec ${join(programs, "postgres")} "$@"\n`,
  );
  await chmod(join(bin, "postgres"), 0o755);

  const folder = join(home, "data");
  await enterFolder(folder, { make: true });
  const say = () => {};
  const held = await whileHeld(folder, async () => tryHold(folder, "npm test"), 10_000, { onProgress: say });
  const { cluster, secrets } = await makeFiles(folder, null);
  const password = secrets.databasePassword;
  const account = isRoot() ? await requirePostgresAccount() : null;
  const server = await startPostmaster(cluster, {
    bin,
    account,
    password,
    secretsFile: secretsPath(folder),
    say,
    waiting: { onProgress: say },
    settings: ["fsync=off", "synchronous_commit=off"],
  });
  return {
    url: addressOf(server.port, password, "postgres"),
    setClock,
    stop: async () => {
      await server.stop(null).finally(held.release);
      if (cluster.isOutside) await rm(dirname(cluster.path), { recursive: true, force: true });
      await rm(home, { recursive: true, force: true });
    },
  };
}
