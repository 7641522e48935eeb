import { lstat, symlink } from "node:fs/promises";
import { dirname } from "node:path";
import { type Cluster, findCluster, makeCluster } from "./cluster";
import { InstallationFault } from "./fault";
import { ifThere, syncFolder } from "./files";
import { chooseLocation, clusterEntry, isShared, makeHome } from "./locations";
import { findPrograms } from "./programs";
import { writeRecord } from "./record";
import { makeSecrets, type Secrets } from "./secrets";

/**
 * Makes the files of a new installation: a record that says that they are being made, secrets, an empty cluster. What
 * an interrupted call has left is used again; `planned` is where that one meant to have its cluster.
 */
export async function makeFiles(
  folder: string,
  planned: string | null,
): Promise<{ cluster: Cluster; secrets: Secrets }> {
  const entry = clusterEntry(folder);
  const chosen = await chooseLocation(folder);
  const place = planned && isShared(planned) && isShared(chosen.path) ? { ...chosen, path: planned } : chosen;
  await writeRecord(folder, { state: "making", cluster: place.path });
  const secrets = await makeSecrets(folder);
  if ((await findCluster(place.path)).state !== "whole") {
    const bin = await findPrograms();
    await makeHome(place.path, place.account);
    await makeCluster(bin, place.path, { account: place.account, password: secrets.databasePassword });
  }
  if (place.path !== entry && !(await ifThere(entry, () => lstat(entry)))) {
    await symlink(place.path, entry);
    await syncFolder(dirname(entry));
  }
  const found = await findCluster(entry);
  if (found.state !== "whole")
    throw new InstallationFault(
      `A new database was made in ${place.path}, but ${entry} is something else. Move ${entry} away and start again.`,
    );
  return { cluster: found.cluster, secrets };
}
