import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/server/db/migrate";
import { databaseUrl, projectRoot, startTestPostgres } from "./postgres";

declare module "vitest" {
  export interface ProvidedContext {
    testServerUrl: string;
  }
}

/** Name of the migrated database that every test file copies. */
export const templateDatabase = "sluice_test_template";

/** One server for the run, and one migrated template; both are gone afterwards. */
export default async function setup(project: TestProject) {
  const server = await startTestPostgres();
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${templateDatabase} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${templateDatabase}`);
  await client.end();
  await migrate(projectRoot, databaseUrl(server.url, templateDatabase));
  project.provide("testServerUrl", server.url);
  return () => server.stop();
}
