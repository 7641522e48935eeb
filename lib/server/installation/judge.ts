import type { Cluster } from "./cluster";
import type { Facts } from "./facts";
import { InstallationFault } from "./fault";
import { clusterEntry } from "./locations";
import { recordPath } from "./record";
import { type Secrets, secretsPath, secretsRemedy } from "./secrets";

/** What is to be done with a data folder whose database is embedded. */
export type Verdict =
  /** Nothing was ever here. `cluster`: where an interrupted first start meant to have it. */
  | { kind: "make"; cluster: string | null }
  /** A first start was cut off after its cluster was whole. */
  | { kind: "finish"; cluster: Cluster; secrets: Secrets }
  | { kind: "open"; cluster: Cluster; secrets: Secrets; words: string[] };

const nothing = "Nothing was made or removed.";

function stop(...sentences: string[]): never {
  throw new InstallationFault([...sentences, nothing].join("\n"));
}

const otherFolder = "choose another folder with SLUICE_DATA_DIR";

/** An empty start may only happen where nothing says that there was data. */
function judgeEmpty({ folder, strangers, traces }: Facts, mayCreate: boolean): Verdict {
  if (strangers.length > 0)
    stop(
      `${folder} holds no installation of Sluice, but is not empty: ${strangers.join(", ")}.`,
      `If an installation lies deeper or elsewhere, set SLUICE_DATA_DIR to its folder. For a new one, ${otherFolder}, one that is empty.`,
    );
  if (traces.length > 0)
    stop(
      `${folder} is empty, but ${traces.join("; ")}.`,
      `Put the files of the data folder back from a copy, or set SLUICE_DATA_DIR to the right folder. For a new installation, ${otherFolder}; or move the old data elsewhere first.`,
    );
  if (!mayCreate)
    stop(
      `There is no installation in ${folder}.`,
      "Set SLUICE_DATA_DIR to the folder of yours, or DATABASE_URL to its database. npm start makes a new one.",
    );
  return { kind: "make", cluster: null };
}

function judgeMissing(facts: Facts): never {
  const { folder, cluster, lostCluster } = facts;
  const entry = clusterEntry(folder);
  const findings: Record<string, string> = {
    missing: `${entry}, the database, is missing`,
    dangling: `${entry} points to ${cluster.state === "dangling" ? cluster.target : ""}, and nothing is there`,
    empty: `${entry}, where the database has to be, is an empty folder`,
    damaged: `${entry} is damaged: it lacks ${cluster.state === "damaged" ? cluster.lacks : ""}`,
  };
  const back = lostCluster
    ? `The database lies in ${lostCluster}. ${cluster.state === "missing" ? "Put the link back" : `Move ${entry} aside, and put the link back`}: ln -s ${lostCluster} ${entry}`
    : "Put it back from a copy that was made while the server was stopped (where root runs Sluice, of /var/lib/sluice, too).";
  stop(
    `The data folder ${folder} belongs to an installation, but ${findings[cluster.state]}.`,
    back,
    `With a backup file instead: choose an empty folder with SLUICE_DATA_DIR, and npm run admin -- restore FILE`,
  );
}

/**
 * Stops in words where a cluster is not the folder's own: of another release of PostgreSQL, with another number than
 * the record's, or the one that the folder's original uses.
 */
export function judgeCluster(
  { folder, record, original }: Pick<Facts, "folder" | "record" | "original">,
  cluster: Cluster,
  postgresMajor: string,
): void {
  if (cluster.major !== postgresMajor)
    stop(
      `The database in ${cluster.path} was written by PostgreSQL ${cluster.major}; this release runs PostgreSQL ${postgresMajor}, which cannot read it.`,
      `Start the release of Sluice that wrote it, and there: npm run admin -- backup FILE. Then, with this release and an empty SLUICE_DATA_DIR: npm run admin -- restore FILE`,
    );
  const expected =
    record?.state === "ready" && record.database.kind === "embedded"
      ? record.database.systemIdentifier
      : null;
  if (expected && expected !== cluster.systemIdentifier)
    stop(
      `The database in ${cluster.path} is not the one that ${folder} had: its number is ${cluster.systemIdentifier}, and ${recordPath(folder)} says ${expected}.`,
      `Put the right one back. If this one is meant, move ${recordPath(folder)} away and start again.`,
    );
  if (original && cluster.isOutside)
    stop(
      `${folder} is a copy of ${original}, and its database, ${cluster.path}, lies outside the folder and is the original's.`,
      `To have an independent installation: SLUICE_DATA_DIR=${original} npm run admin -- backup FILE, then, with SLUICE_DATA_DIR set to an empty folder, npm run admin -- restore FILE`,
      `If this folder takes the place of the original, move ${original} away first.`,
    );
}

function requireSecrets({ folder, secrets }: Facts, cluster: Cluster): Secrets {
  return (
    secrets ??
    stop(
      `${secretsPath(folder)} is missing, with the password of the database in ${cluster.path}.`,
      secretsRemedy,
    )
  );
}

/** What to tell about a folder that was copied or moved; nothing for one that is where it was. */
function describeCopy({ folder, inode, record, original }: Facts, cluster: Cluster): string[] {
  const recovers = cluster.wasShutDown
    ? []
    : [
        "  ! Its database was not shut down before: PostgreSQL recovers it. If it was copied while its server ran, check it: npm run admin -- verify",
      ];
  if (original)
    return [
      `  ! ${folder} is a copy of ${original}, and an installation of its own from now on: what is done here is not done there.`,
      ...recovers,
    ];
  if (record?.state !== "ready") return [];
  if (record.folder.path !== folder)
    return [`  The data folder has moved: ${record.folder.path} is now ${folder}.`, ...recovers];
  return record.folder.inode === inode
    ? []
    : [
        `  ! ${folder} is another folder than the one that lay here before: it was restored or copied.`,
        ...recovers,
      ];
}

/**
 * Decides what a start, or with `mayCreate` unset a command, may do with a data folder. Throws `InstallationFault` in
 * words, with what mends it, wherever something says that there was data and it is not here as it was left.
 */
export function judge(facts: Facts, mayCreate: boolean, postgresMajor: string): Verdict {
  const { folder, record, secrets, cluster } = facts;
  if (record?.state === "ready" && record.database.kind === "external")
    stop(
      `${folder} belongs to the installation in the PostgreSQL at ${record.database.address}, and DATABASE_URL is not set.`,
      `Set DATABASE_URL as it was. For a new installation with an embedded database, ${otherFolder}.`,
    );
  if (record?.state === "making") {
    if (!mayCreate) stop(`The first start of ${folder} was cut off. npm start finishes it.`);
    if (cluster.state !== "whole") return { kind: "make", cluster: record.cluster };
    const kept = requireSecrets(facts, cluster.cluster);
    judgeCluster(facts, cluster.cluster, postgresMajor);
    return { kind: "finish", cluster: cluster.cluster, secrets: kept };
  }
  if (!record && !secrets && cluster.state === "missing") return judgeEmpty(facts, mayCreate);
  if (cluster.state !== "whole") judgeMissing(facts);
  const kept = requireSecrets(facts, cluster.cluster);
  judgeCluster(facts, cluster.cluster, postgresMajor);
  return {
    kind: "open",
    cluster: cluster.cluster,
    secrets: kept,
    words: describeCopy(facts, cluster.cluster),
  };
}
