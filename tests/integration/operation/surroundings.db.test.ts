import { beforeAll, expect, test } from "vitest";
import { migrate } from "@/lib/server/db/migrate";
import { findConnectionShortage, findStaleCollations } from "@/lib/server/db/surroundings";
import { makeEmptyDatabase, withConnection } from "../../support/empty-database";
import { projectRoot } from "../../support/postgres";

// What a start says of a database that is not its own to mend, with commands that mend it.

let url: string;
beforeAll(async () => {
  url = await makeEmptyDatabase();
  await migrate(projectRoot, url);
});

test("an order of text that is not that of the indexes is named, and the commands mend it in their order", async () => {
  await withConnection(url, async (client) => {
    expect(await findStaleCollations(client)).toEqual([]);
    await client.query("UPDATE pg_database SET datcollversion = 'older' WHERE datname = current_database()");
    const [words = ""] = await findStaleCollations(client);
    expect(words).toContain("version older");
    const commands = words.match(/REINDEX DATABASE [^;]+|ALTER DATABASE [^;]+/g) ?? [];
    expect(commands.map((command) => command.split(" ")[0])).toEqual(["REINDEX", "ALTER"]);
    for (const command of commands) await client.query(command);
    expect(await findStaleCollations(client)).toEqual([]);
  });
});

test("no index of ours depends on how the system sorts text", async () => {
  const { rows } = await withConnection(url, (client) =>
    client.query(`
      SELECT i.indexrelid::regclass::text || ' (' || a.attname || ')' AS name
      FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = i.indexrelid
      WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> '_prisma_migrations'
        AND a.attcollation NOT IN (0, '"C"'::regcollation)`),
  );
  expect(rows).toEqual([]);
});

test("more connections than the database allows are named with the numbers", async () => {
  await withConnection(url, async (client) => {
    expect(await findConnectionShortage(client, 2)).toEqual([]);
    const [words] = await findConnectionShortage(client, 500);
    expect(words).toMatch(
      /may want 503 connections.*PostgreSQL allows \d+.*SLUICE_POOL_SIZE.*max_connections/,
    );
  });
});
