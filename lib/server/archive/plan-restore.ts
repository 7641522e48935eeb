import { isChecksumOf, isUnreleased, type Migration, unreleasedRemedy } from "../db/migration-files";
import { ArchiveFault, type ArchiveHead } from "./format";

/** What a schema is made of, before the rows of a backup come in and after. */
export type RestorePlan = { before: Migration[]; after: Migration[] };

const maxNamed = 3;

function namesOf(all: readonly string[]): string {
  const named = all.slice(0, maxNamed).join(", ");
  return all.length > maxNamed ? `${named} and ${all.length - maxNamed} more` : named;
}

/**
 * Which migrations the schema of a backup had, and which bring it forward. Schemas are compared, not versions.
 *
 * Throws `ArchiveFault` for a backup of a newer release, for one from before the first, and for one whose migrations were
 * not those of this release.
 */
export function planRestore(
  { migrations: had, product }: ArchiveHead,
  known: readonly Migration[],
): RestorePlan {
  if (had.some(isUnreleased))
    throw new ArchiveFault(
      `It was made before Sluice's first release, of tables that this release does not have. ${unreleasedRemedy}`,
    );
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  const unknown = had.filter(({ name }) => !byName.has(name)).map(({ name }) => name);
  if (unknown.length > 0)
    throw new ArchiveFault(
      `It was made by a newer release (${product}): its schema has ${namesOf(unknown)}, which this one does not know. Restore it with that release.`,
    );
  const changed = had.filter(({ name, checksum }) => {
    const migration = byName.get(name);
    return migration && !isChecksumOf(migration, checksum);
  });
  if (changed.length > 0)
    throw new ArchiveFault(
      `Its schema was made by other scripts than this release has: ${namesOf(changed.map(({ name }) => name))}. Restore it with the release that made it.`,
    );
  if (had.length === 0) throw new ArchiveFault("It does not say of which schema it is.");
  const hadNames = new Set(had.map(({ name }) => name));
  return {
    before: known.filter(({ name }) => hadNames.has(name)),
    after: known.filter(({ name }) => !hadNames.has(name)),
  };
}
