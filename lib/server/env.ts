import "server-only";
import { z } from "zod";

/**
 * What the server reads from its environment. `npm start` sets the two required ones from its own embedded database
 * and generated secrets unless they are given.
 */
const environment = z.object({
  DATABASE_URL: z.string().startsWith("postgres", "Must be a PostgreSQL address, postgresql://…"),
  NEXTAUTH_SECRET: z.string().min(32, "At least 32 characters."),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
});

export type Environment = z.infer<typeof environment>;

let parsed: Environment | null = null;

/** The checked environment; read at the first use, not at build time. Throws with every fault named. */
export function env(): Environment {
  if (parsed) return parsed;
  const result = environment.safeParse(process.env);
  if (!result.success) throw new Error(`Environment:\n${z.prettifyError(result.error)}`);
  parsed = result.data;
  return parsed;
}
