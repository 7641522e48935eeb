import { z } from "zod";

// Read by the start, too, which runs outside of the framework.

/** The address of a PostgreSQL. */
export const postgresUrl = z.string().startsWith("postgres", "Must be a PostgreSQL address, postgresql://…");

const wholeNumber = (min: number, max: number, usual: number) =>
  z.coerce.number().int().min(min).max(max).default(usual);

/** What is set for the database. */
export const databaseSettings = z.object({
  /** For what needs a session of its own, where `DATABASE_URL` leads through a pooler that keeps none. */
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  /** Connections that one server opens for requests. */
  SLUICE_POOL_SIZE: wholeNumber(2, 500, 16),
  /** Seconds that one statement of a request may take. */
  SLUICE_STATEMENT_TIMEOUT: wholeNumber(5, 3_600, 60),
  /** Seconds in which a connection has to be had. */
  SLUICE_CONNECT_TIMEOUT: wholeNumber(1, 60, 4),
});

export type DatabaseSettings = z.infer<typeof databaseSettings>;

/** Reads the environment by a schema; a variable that is set to nothing is not set. Throws with every fault named. */
export function parseEnvironment<T>(schema: z.ZodType<T>): T {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (!result.success) throw new Error(`Environment:\n${z.prettifyError(result.error)}`);
  return result.data;
}

/** The settings of the database, which a start checks before it opens one. Throws with every fault named. */
export function parseDatabaseSettings(): DatabaseSettings {
  return parseEnvironment(databaseSettings);
}
