import type { Asked } from "./surroundings";

/** A function, procedure, trigger or view of the schema. */
export type SqlObject = {
  kind: "ROUTINE" | "TRIGGER" | "VIEW";
  /** As DROP takes it: with the types of parameters, or with ON and the table. */
  name: string;
  /** Changes with the definition, and with whether a trigger fires. */
  fingerprint: string;
};

const objects = `
  SELECT o.kind, o.name, md5(o.definition) AS fingerprint FROM (
    SELECT p.oid, 'pg_proc'::regclass AS class, 'ROUTINE' AS kind, p.oid::regprocedure::text AS name,
      pg_get_functiondef(p.oid) AS definition
    FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind IN ('f', 'p')
    UNION ALL
    SELECT t.oid, 'pg_trigger'::regclass, 'TRIGGER', format('%I ON %I', t.tgname, c.relname),
      pg_get_triggerdef(t.oid) || t.tgenabled::text
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
    UNION ALL
    SELECT c.oid, 'pg_class'::regclass, 'VIEW', quote_ident(c.relname), pg_get_viewdef(c.oid)
    FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'v') o
  WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')
  ORDER BY o.oid`;

/** What of this kind is in the schema, in the order in which it was made; what belongs to an extension is left out. */
export async function listSqlObjects(client: Asked): Promise<SqlObject[]> {
  return (await client.query<SqlObject>(objects)).rows;
}

/** What `prisma/sql` amounted to when it was last applied. */
export type AppliedSql = { checksum: string; objects: SqlObject[] };

/** The record of what was last applied; null where nothing is. */
export async function readAppliedSql(client: Asked): Promise<AppliedSql | null> {
  const { rows: tables } = await client.query<{ name: string | null }>(
    "SELECT to_regclass('applied_sql') AS name",
  );
  if (!tables[0]?.name) return null;
  const { rows } = await client.query<AppliedSql>("SELECT checksum, objects FROM applied_sql");
  return rows[0] ?? null;
}
