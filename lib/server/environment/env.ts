import "server-only";
import { z } from "zod";
import { databaseSettings, parseEnvironment, postgresUrl } from "./database-settings";

/**
 * What the server reads from its environment. `npm start` sets the two required ones from its own embedded database
 * and generated secrets unless they are given.
 */
const environment = databaseSettings.extend({
  DATABASE_URL: postgresUrl,
  NEXTAUTH_SECRET: z.string().min(32, "At least 32 characters."),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
});

export type Environment = z.infer<typeof environment>;

let parsed: Environment | null = null;

/** The checked environment; read at the first use, not at build time. Throws with every fault named. */
export function env(): Environment {
  parsed ??= parseEnvironment(environment);
  return parsed;
}

/** Where a session of one's own is to be had: for LISTEN, locks and what takes long. */
export function directUrl(): string {
  return env().DATABASE_DIRECT_URL ?? env().DATABASE_URL;
}

/** Whether the connections for requests may be lent by a pooler for each transaction, so that no session can be relied on. */
export function isPooled(): boolean {
  return directUrl() !== env().DATABASE_URL;
}
