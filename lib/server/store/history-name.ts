import "server-only";
import { getPool } from "../db/client";

const notAllowed = "42501";

/**
 * In which history the versions of boards are counted: a database that was restored goes on in another one, in which the
 * same version of a board may be something else. Made of the installation and, where it may be read, PostgreSQL's own
 * timeline, which a recovery to a point in time begins anew.
 */
export async function readHistoryName(): Promise<string> {
  const { rows } = await getPool().query<{ id: string }>("SELECT id FROM installation");
  return `${rows[0]?.id ?? ""}:${await readTimeline()}`;
}

async function readTimeline(): Promise<number> {
  try {
    const { rows } = await getPool().query<{ timeline: number }>(
      "SELECT timeline_id AS timeline FROM pg_control_checkpoint()",
    );
    return rows[0]?.timeline ?? 0;
  } catch (error) {
    if ((error as { code?: string }).code !== notAllowed) throw error;
    return 0;
  }
}
