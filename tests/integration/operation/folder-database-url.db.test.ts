import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeEmptyDatabase, withConnection } from "../../support/empty-database";
import { installedFolder, newFolder, openHere } from "../../support/installation";

async function serve(folder: string, databaseUrl: string | null) {
  const database = await openHere(folder, { databaseUrl });
  await database.close();
  return database;
}

test("a database of one's own is known again, and shared by any number of folders", async () => {
  const url = await makeEmptyDatabase();
  const [folder, second] = [newFolder(), newFolder()];
  expect((await serve(folder, url)).isNew).toBe(true);
  expect((await serve(folder, url)).isNew).toBe(false);
  expect((await serve(second, url)).isNew).toBe(false);
});

test("servers that share a folder and a database start side by side with one key of sessions", async () => {
  const url = await makeEmptyDatabase();
  const folder = newFolder();
  await serve(newFolder(), url);
  const servers = await Promise.all([serve(folder, url), serve(folder, url), serve(folder, url)]);
  expect(new Set(servers.map(({ authSecret }) => authSecret)).size).toBe(1);
});

test("DATABASE_URL that is gone, empty, or another's from one start to the next stops the start", async () => {
  const url = await makeEmptyDatabase();
  const folder = newFolder();
  await serve(folder, url);
  await expect(serve(folder, null)).rejects.toThrow(
    /belongs to the installation in the PostgreSQL at .*DATABASE_URL is not set/,
  );
  const empty = await makeEmptyDatabase();
  await expect(serve(folder, empty)).rejects.toThrow(/is empty; the data folder .* belongs to installation/);
  await withConnection(empty, async (client) => {
    expect((await client.query("SELECT FROM pg_tables WHERE schemaname = 'public'")).rowCount).toBe(0);
  });
  const others = await makeEmptyDatabase();
  await serve(newFolder(), others);
  await expect(serve(folder, others)).rejects.toThrow(
    /belongs to another installation .*Set DATABASE_URL as it was/s,
  );
  expect((await serve(folder, url)).isNew).toBe(false);
});

test("the embedded database of a folder is not hidden by DATABASE_URL", async () => {
  const folder = await installedFolder();
  const url = await makeEmptyDatabase();
  await expect(serve(folder, url)).rejects.toThrow(/with the embedded database in .*Unset DATABASE_URL/s);
  expect((await serve(folder, null)).isNew).toBe(false);
});

test("secrets without a record say that there was an installation: no empty database is filled", async () => {
  const url = await makeEmptyDatabase();
  const folder = newFolder();
  mkdirSync(folder);
  const secrets = { authSecret: "x".repeat(40), databasePassword: "y".repeat(40), clusterId: "0" };
  writeFileSync(join(folder, "secrets.json"), JSON.stringify(secrets));
  await expect(serve(folder, url)).rejects.toThrow(
    /is empty, but .*secrets\.json says that an installation was here/,
  );
  expect(readdirSync(folder)).toEqual(["secrets.json"]);
});

test("a start that fails on an installation's database does not make the folder a new one's", async () => {
  const url = await makeEmptyDatabase();
  await serve(newFolder(), url);
  const folder = newFolder();
  const failed = openHere(folder, {
    databaseUrl: url,
    prepare: () => Promise.reject(new Error("cut off")),
  });
  await expect(failed).rejects.toThrow("cut off");
  await expect(serve(folder, await makeEmptyDatabase())).rejects.toThrow(
    /is empty, but .*secrets\.json says that an installation was here/,
  );
  expect((await serve(folder, url)).isNew).toBe(false);
});

test("a database of another program is not touched", async () => {
  const url = await makeEmptyDatabase();
  await withConnection(url, (client) => client.query("CREATE TABLE invoices ()"));
  const folder = newFolder();
  await expect(serve(folder, url)).rejects.toThrow(/holds tables of another program \(invoices\)/);
});

test("a command opens what is there, and makes neither a folder nor a schema", async () => {
  const url = await makeEmptyDatabase();
  const folder = newFolder();
  const find = () => openHere(folder, { databaseUrl: url, create: false });
  await expect(find()).rejects.toThrow(/There is no installation in the database that DATABASE_URL names/);
  expect(existsSync(folder)).toBe(false);
  await serve(newFolder(), url);
  await (await find()).close();
  expect(existsSync(folder)).toBe(false);
});
