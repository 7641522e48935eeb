import { copyPostgres, preparePostgres } from "../db/postgres-binaries";
import { type Account, describeOwner, isRoot, ownAccount, ownName } from "./accounts";
import type { Cluster } from "./cluster";
import { InstallationFault } from "./fault";
import { sharedHome } from "./locations";

/** Folder of PostgreSQL's programs: where they are installed, or, for root, a copy that other accounts can reach. */
export function findPrograms(): Promise<string> {
  return isRoot() ? copyPostgres(sharedHome) : preparePostgres();
}

/**
 * Who runs PostgreSQL on a cluster: the owner of its files. Null when that is the account of this process. Throws
 * `InstallationFault`, with the command that mends it, when this process may not do so.
 */
export function whoRuns({ path, owner }: Cluster): Account {
  if (isRoot()) {
    if (owner.uid !== 0) return owner;
    throw new InstallationFault(
      `${path} belongs to root, and PostgreSQL does not run as root. Nothing was changed.\nGive it to the account that ran it: chown -R postgres: ${path}`,
    );
  }
  const own = process.geteuid?.();
  if (own === undefined || own === owner.uid) return null;
  throw new InstallationFault(
    `The database in ${path} belongs to ${describeOwner(path)}, and ${ownName()} runs this. Nothing was changed.\nRun Sluice as root or as that account; or, while it is stopped, as root: chown -R ${ownAccount()} ${path}`,
  );
}
