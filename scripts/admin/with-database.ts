import { type OpenOptions, openDatabase } from "../database";
import { say } from "../prepare.mjs";

/** Does something with the database of the installation open, and closes it. */
export async function withDatabase<T>(
  options: Pick<OpenOptions, "create" | "purpose">,
  work: () => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ ...options, say });
  process.env.DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET ||= database.authSecret;
  try {
    return await work();
  } finally {
    const { closeDb } = await import("@/lib/server/db/client");
    await closeDb();
    await database.close();
  }
}
