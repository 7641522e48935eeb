import { lstatSync, readlinkSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

/** Removes a data folder of a test whose server has ended. Where root runs the tests, the cluster lies elsewhere. */
export function removeDataFolder(folder) {
  const cluster = join(folder, "postgres");
  if (lstatSync(cluster, { throwIfNoEntry: false })?.isSymbolicLink())
    rmSync(dirname(readlinkSync(cluster)), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
