import "server-only";
import type { SecurityAct, SecurityFailure } from "@/lib/domain/security-event";
import { getDb } from "../db/client";
import { db } from "../db/transaction";

/** Small facts of an act, never a secret. */
export type SecurityDetails = Record<string, string | number | boolean | null | readonly string[]>;

export type NewSecurityEvent = {
  event: SecurityAct;
  actorId: string | null;
  subjectId: string | null;
  teamId: string | null;
  address: string | null;
  details: SecurityDetails;
};

/** Keeps an act with the names of that moment, so that it can be read when its people and team are gone. */
export async function insertSecurityEvent(act: NewSecurityEvent): Promise<void> {
  await db().$executeRaw`
    INSERT INTO security_event (event, actor_id, actor_name, subject_id, subject_name, team_id, team_name, address, details)
    VALUES (${act.event},
      ${act.actorId}::uuid, (SELECT u.name FROM user_account u WHERE u.id = ${act.actorId}::uuid),
      ${act.subjectId}::uuid, (SELECT u.name FROM user_account u WHERE u.id = ${act.subjectId}::uuid),
      ${act.teamId}::uuid, (SELECT t.name FROM team t WHERE t.id = ${act.teamId}::uuid),
      ${act.address}, ${JSON.stringify(act.details)}::jsonb)`;
}

/** Rows that the failures of one kind may take in one minute; what goes beyond shares one more, without a name. */
const mostFailuresPerMinute = 20;

/**
 * Counts a failure in the row of its minute, account and address; returns that row's count.
 *
 * A statement of its own even inside a transaction: a failure stays counted when the rest is rolled back.
 */
export async function countFailure(failure: {
  event: SecurityFailure;
  account: string;
  address: string;
  subjectId: string | null;
}): Promise<number> {
  const { event, account, address, subjectId } = failure;
  const [row] = await getDb().$queryRaw<{ count: number }[]>`
    WITH present AS (
      SELECT f.account, f.address FROM security_failure f
      WHERE f.minute = date_trunc('minute', clock_timestamp()) AND f.event = ${event} AND f.address <> ''
    ), place AS (
      SELECT count(*) < ${mostFailuresPerMinute}
        OR bool_or(p.account = ${account} AND p.address = ${address}) AS is_free FROM present p
    )
    INSERT INTO security_failure (minute, event, account, address, subject_id)
    SELECT date_trunc('minute', clock_timestamp()), ${event},
      CASE WHEN is_free THEN ${account} ELSE '' END, CASE WHEN is_free THEN ${address} ELSE '' END,
      CASE WHEN is_free THEN ${subjectId}::uuid END
    FROM place
    ON CONFLICT (minute, event, account, address) DO UPDATE SET count = security_failure.count + 1
    RETURNING count`;
  return row?.count ?? 0;
}

/** Removes acts from before `actsBefore` and failures from before `failuresBefore`. */
export async function removeOldSecurityEvents(actsBefore: Date, failuresBefore: Date): Promise<void> {
  await db().$executeRaw`DELETE FROM security_event WHERE at < ${actsBefore}`;
  await db().$executeRaw`DELETE FROM security_failure WHERE minute < ${failuresBefore}`;
}
