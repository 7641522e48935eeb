import { isSqlApplied } from "./apply-sql";
import { readSqlFiles } from "./sql-files";
import { listSqlObjects, readAppliedSql, type SqlObject } from "./sql-objects";
import type { Asked } from "./surroundings";

const words = { ROUTINE: "the function", TRIGGER: "the trigger", VIEW: "the view" };

const wordsFor = ({ kind, name }: SqlObject) => `${words[kind]} ${name}`;

/** Without what tells several apart that bear one name. */
const shortName = ({ kind, name }: SqlObject) => `${kind} ${kind === "ROUTINE" ? name.split("(")[0] : name}`;

/**
 * Where the functions, triggers and views in the database are not those that `prisma/sql` makes: missing ones, changed ones,
 * and others under the name of a function of ours, which calls could go to. In words; none when all is well. They are
 * compared with what was made of the files when these were applied. `root`: the project's folder.
 */
export async function findSqlDifferences(client: Asked, root: string): Promise<string[]> {
  if (!(await isSqlApplied(client, readSqlFiles(root))))
    return [
      "what was applied is not what stands in prisma/sql now, or was applied by another version of PostgreSQL: the next start applies it",
    ];
  const made = (await readAppliedSql(client))?.objects ?? [];
  const found = await listSqlObjects(client);
  const byName = new Map(found.map((object) => [`${object.kind} ${object.name}`, object]));
  const isOurs = new Set(made.map(({ kind, name }) => `${kind} ${name}`));
  const names = new Set(made.map(shortName));
  const differences = made.flatMap((own) => {
    const there = byName.get(`${own.kind} ${own.name}`);
    if (!there) return [`${wordsFor(own)} is missing`];
    return there.fingerprint === own.fingerprint
      ? []
      : [`${wordsFor(own)} is not as this release defines it`];
  });
  const others = found.filter(
    (object) => !isOurs.has(`${object.kind} ${object.name}`) && names.has(shortName(object)),
  );
  return [...differences, ...others.map((object) => `${wordsFor(object)} is not one of this release's`)];
}
