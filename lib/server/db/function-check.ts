import type { Migration } from "./migration-files";
import type { Asked } from "./surroundings";

/** A function as a script makes it: its name, and the text between the quotes of its body. */
type Definition = { name: string; parameters: number; body: string };

const statement =
  /\b(?:CREATE\s+(?:OR\s+REPLACE\s+)?|(DROP)\s+)(?:FUNCTION|PROCEDURE)\s+(?:IF\s+EXISTS\s+)?"?(\w+)"?\s*\(/gi;

/** The text of a list in brackets, from behind the opening one; and where it ends. */
function readList(sql: string, from: number): { text: string; end: number } {
  let depth = 1;
  let at = from;
  for (; at < sql.length && depth > 0; at++) depth += sql[at] === "(" ? 1 : sql[at] === ")" ? -1 : 0;
  return { text: sql.slice(from, at - 1), end: at };
}

/** How many values a call gives: parameters that are only given back do not count. */
function countParameters(list: string): number {
  let depth = 0;
  let apart = "";
  for (const char of list) {
    if (char === "(") depth++;
    if (depth === 0) apart += char;
    if (char === ")") depth--;
  }
  return apart.split(",").filter((one) => one.trim() !== "" && !/^\s*OUT\s/i.test(one)).length;
}

/** The text between the quotes of a body, which are $$, $tag$ or plain ones. */
function readBody(sql: string, from: number): string {
  const opening = /\bAS\s+(\$\w*\$|')/gi;
  opening.lastIndex = from;
  const found = opening.exec(sql);
  if (!found) return "";
  const begin = found.index + found[0].length;
  return sql.slice(begin, sql.indexOf(found[1] as string, begin));
}

/** The functions that the scripts amount to: the last text of each, by name and number of parameters. */
export function readDefinedFunctions(migrations: readonly Migration[]): Definition[] {
  const defined = new Map<string, Definition>();
  for (const { sql } of migrations) {
    const text = sql.replaceAll("\r\n", "\n");
    for (const match of text.matchAll(statement)) {
      const [whole, isDrop, name = ""] = match;
      const { text: list, end } = readList(text, match.index + whole.length);
      const parameters = countParameters(list);
      const key = `${name.toLowerCase()} ${parameters}`;
      if (isDrop) defined.delete(key);
      else defined.set(key, { name: name.toLowerCase(), parameters, body: readBody(text, end) });
    }
  }
  return [...defined.values()];
}

type Found = { name: string; parameters: number; signature: string; body: string };

/**
 * Where the functions in the database are not those that the migrations define: missing ones, changed ones, and others
 * that are left over under a name of ours, which calls could go to. In words; none when all is well.
 */
export async function findFunctionDifferences(
  client: Asked,
  migrations: readonly Migration[],
): Promise<string[]> {
  const { rows } = await client.query<Found>(`
    SELECT proname AS name, p.pronargs AS parameters, p.oid::regprocedure::text AS signature, p.prosrc AS body
    FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind IN ('f', 'p')
      AND NOT EXISTS (SELECT FROM pg_depend d
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    ORDER BY signature`);
  const defined = readDefinedFunctions(migrations);
  const names = new Set(defined.map(({ name }) => name));
  const missing = defined.filter(
    (own) => !rows.some(({ name, parameters }) => name === own.name && parameters === own.parameters),
  );
  return [
    ...missing.map(({ name, parameters }) => `the function ${name} of ${parameters} parameters is missing`),
    ...rows.flatMap((row) => {
      if (!names.has(row.name)) return [];
      const alike = rows.filter(({ name, parameters }) => name === row.name && parameters === row.parameters);
      const own = defined.find(({ name, parameters }) => name === row.name && parameters === row.parameters);
      if (!own || alike.length > 1) return [`the function ${row.signature} is not one of this release's`];
      return own.body.trim() === row.body.replaceAll("\r\n", "\n").trim()
        ? []
        : [`the function ${row.signature} is not as this release defines it`];
    }),
  ];
}
