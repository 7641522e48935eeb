import { readdir, stat } from "node:fs/promises";
import { type DatabaseIdentity, readIdentity, requireIdentity } from "../db/identity";
import { InstallationFault } from "./fault";
import { isThere } from "./files";
import { closeToOthers, enterFolder } from "./hold";
import { clusterEntry } from "./locations";
import { type OpenInstallation, type OpenOptions, waitingOf } from "./options";
import { type InstallationRecord, readRecord, writeRecord } from "./record";
import { inventSecrets, makeSecrets, readSecrets, type Secrets, secretsPath, secretsRemedy } from "./secrets";

/** What is known of an installation whose database is the user's own. */
export type ExternalFacts = {
  folder: string;
  /** host:port/database. */
  address: string;
  record: InstallationRecord | null;
  hasSecrets: boolean;
  /** Whether the key of sessions comes from the environment. */
  isKeyGiven: boolean;
  /** Whether the folder has, or points to, an embedded database. */
  hasCluster: boolean;
  identity: DatabaseIdentity;
};

const nothing = "Nothing was made or removed.";
const otherFolder = "or choose another, empty folder with SLUICE_DATA_DIR";

function stateOf(identity: DatabaseIdentity): string {
  if (identity.kind === "empty") return "is empty";
  if (identity.kind === "foreign")
    return `holds tables of another program (${identity.tables.slice(0, 5).join(", ")})`;
  return identity.kind === "known"
    ? `belongs to another installation (${identity.id})`
    : "is of an older release";
}

/**
 * Decides what a start may do with a database of the user's own: whether it is a new installation, the one that the
 * folder remembers, or one that the folder joins. Throws `InstallationFault` in words where it is none of these.
 */
export function judgeExternal(facts: ExternalFacts): { isNew: boolean } {
  const { folder, address, record, hasSecrets, hasCluster, identity } = facts;
  const found = `The database that DATABASE_URL names, ${address}, ${stateOf(identity)}`;
  if (identity.kind === "foreign")
    throw new InstallationFault(
      `${found}. Make an empty database for Sluice, or a schema of its own. ${nothing}`,
    );
  if (record?.state === "ready") {
    if (identity.kind !== "known" || identity.id !== record.id) {
      const last =
        record.database.kind === "external"
          ? `the database at ${record.database.address}`
          : `the embedded database in ${record.database.cluster}`;
      throw new InstallationFault(
        `${found}; the data folder ${folder} belongs to installation ${record.id}, with ${last}.\n${record.database.kind === "external" ? "Set DATABASE_URL as it was" : "Unset DATABASE_URL to go on with that"}, ${otherFolder} to serve this database. ${nothing}`,
      );
    }
    if (!hasSecrets && !facts.isKeyGiven)
      throw new InstallationFault(
        `${secretsPath(folder)} is missing, with the key of everybody's sessions.\n${secretsRemedy}. ${nothing}`,
      );
    return { isNew: false };
  }
  if (hasCluster && record?.state !== "making")
    throw new InstallationFault(
      `The data folder ${folder} has an embedded database, and DATABASE_URL names another one, ${address}.\nUnset DATABASE_URL to go on with the embedded one, ${otherFolder} to serve this database. ${nothing}`,
    );
  if (identity.kind === "empty" && hasSecrets && record?.state !== "making")
    throw new InstallationFault(
      `${found}, but ${secretsPath(folder)} says that an installation was here before.\nSet DATABASE_URL to its database, ${otherFolder} for a new installation. ${nothing}`,
    );
  return { isNew: identity.kind === "empty" };
}

function addressIn(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || 5432}${pathname}`;
  } catch {
    return "DATABASE_URL";
  }
}

/** A command opens what is there; the folder need not exist. */
async function find(options: OpenOptions, url: string): Promise<OpenInstallation> {
  const { folder, say, prepare } = options;
  const waiting = waitingOf(options);
  const address = addressIn(url);
  const identity = await readIdentity(url, waiting);
  if (identity.kind === "empty" || identity.kind === "foreign")
    throw new InstallationFault(
      `There is no installation in the database that DATABASE_URL names, ${address}: it ${stateOf(identity)}. ${nothing}`,
    );
  say(`  Database: ${address}`);
  const secrets = (await readSecrets(folder)) ?? inventSecrets();
  return opened(options, url, { secrets, isNew: false, migrated: await prepare(url, waiting) });
}

function opened(
  { folder }: OpenOptions,
  url: string,
  { secrets, isNew, migrated }: { secrets: Secrets; isNew: boolean; migrated: string[] },
): OpenInstallation {
  return {
    url,
    folder,
    isNew,
    migrated,
    authSecret: secrets.authSecret,
    embedded: null,
    announce: () => {},
    close: async () => {},
  };
}

/**
 * Opens an installation in a database of the user's own. Any number of servers may share it, and a data folder, which
 * only remembers whose the database is.
 */
export async function openExternal(options: OpenOptions, url: string): Promise<OpenInstallation> {
  if (!options.create) return find(options, url);
  const { folder, say, prepare, signal } = options;
  const waiting = waitingOf(options);
  const address = addressIn(url);
  const identity = await readIdentity(url, waiting);
  signal?.throwIfAborted();
  await enterFolder(folder, { make: true });
  const isEmpty = (await readdir(folder)).length === 0;
  const record = await readRecord(folder);
  const secrets = await readSecrets(folder);
  const { isNew } = judgeExternal({
    folder,
    address,
    record,
    hasSecrets: secrets !== null,
    isKeyGiven: Boolean(process.env.NEXTAUTH_SECRET),
    hasCluster: await isThere(clusterEntry(folder)),
    identity,
  });
  // Where other things lie, it may be anybody's folder; our own files are closed without.
  if (isEmpty) await closeToOthers(folder);
  say(isNew ? `\n  New installation in the database ${address}\n` : `  Database: ${address}`);
  if (record === null && isNew) await writeRecord(folder, { state: "making", cluster: null });
  const kept = secrets ?? (await makeSecrets(folder));
  const migrated = await prepare(url, waiting);
  const id = await requireIdentity(url, waiting);
  await writeRecord(folder, {
    state: "ready",
    id,
    database: { kind: "external", address },
    folder: { path: folder, inode: String((await stat(folder, { bigint: true })).ino) },
  });
  return opened(options, url, { secrets: kept, isNew, migrated });
}
