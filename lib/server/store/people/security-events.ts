import "server-only";
import type { AuditEntry, AuditQuery } from "@/lib/contracts/audit";
import type { SecurityAct, SecurityFailure } from "@/lib/domain/security-event";
import { getDb } from "../../db/client";
import { db } from "../../db/transaction";

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

/** `account`: masked, empty where none was named. */
export type NewSecurityFailure = {
  event: SecurityFailure;
  account: string;
  address: string;
  subjectId: string | null;
};

/** Keeps an act with the names of that moment, so that it can be read when its people, team and board are gone. */
export async function insertSecurityEvent(act: NewSecurityEvent): Promise<void> {
  const boardId = typeof act.details.boardId === "string" ? act.details.boardId : null;
  await db().$executeRaw`
    INSERT INTO security_event (event, actor_id, actor_name, subject_id, subject_name, team_id, team_name, address, details)
    VALUES (${act.event},
      ${act.actorId}::uuid, (SELECT u.name FROM user_account u WHERE u.id = ${act.actorId}::uuid),
      ${act.subjectId}::uuid, (SELECT u.name FROM user_account u WHERE u.id = ${act.subjectId}::uuid),
      ${act.teamId}::uuid, (SELECT t.name FROM team t WHERE t.id = ${act.teamId}::uuid),
      ${act.address}, ${JSON.stringify(act.details)}::jsonb || coalesce(
        (SELECT jsonb_build_object('board', b.name) FROM board b WHERE b.id = ${boardId}::uuid), '{}'))`;
}

/** Rows that the failures of one kind may take in one minute; what goes beyond shares one more, without a name. */
const maxFailuresPerMinute = 20;

/**
 * Counts so many failures in the row of their minute, account and address; returns that row's count.
 *
 * A statement of its own even inside a transaction: a failure stays counted when the rest is rolled back.
 */
export async function countFailure(
  { event, account, address, subjectId }: NewSecurityFailure,
  count: number,
): Promise<number> {
  const [row] = await getDb().$queryRaw<{ count: number }[]>`
    WITH present AS (
      SELECT f.account, f.address FROM security_failure f
      WHERE f.minute = date_trunc('minute', clock_timestamp()) AND f.event = ${event} AND f.address <> ''
    ), place AS (
      SELECT count(*) < ${maxFailuresPerMinute}
        OR bool_or(p.account = ${account} AND p.address = ${address}) AS is_free FROM present p
    )
    INSERT INTO security_failure (minute, event, account, address, subject_id, count)
    SELECT date_trunc('minute', clock_timestamp()), ${event},
      CASE WHEN is_free THEN ${account} ELSE '' END, CASE WHEN is_free THEN ${address} ELSE '' END,
      CASE WHEN is_free THEN ${subjectId}::uuid END, ${count}
    FROM place
    ON CONFLICT (minute, event, account, address) DO UPDATE SET count = security_failure.count + excluded.count
    RETURNING count`;
  return row?.count ?? 0;
}

type StoredEntry = Omit<AuditEntry, "id" | "at"> & { id: bigint; at: Date };

/**
 * Acts and counted failures as one list, newest first, one more than `limit`; from before the entry numbered `before` on.
 * People and teams have their present name, or that of then when they are gone.
 */
export async function listSecurityEvents(
  { teamId, personId, event, from, to, limit }: AuditQuery,
  before: string | null,
): Promise<AuditEntry[]> {
  const person = personId ?? null;
  const name = event ?? null;
  const [first, last] = [from ?? null, to ?? null];
  const rows = await db().$queryRaw<StoredEntry[]>`
    WITH entry AS (
      (SELECT e.id, e.at, e.event, e.actor_id, e.actor_name, e.subject_id, e.subject_name, e.team_id, e.team_name,
          e.address, NULL AS account, 1 AS count, e.details
        FROM security_event e
        WHERE (${before}::bigint IS NULL OR e.id < ${before}::bigint)
          AND (${teamId ?? null}::uuid IS NULL OR e.team_id = ${teamId ?? null}::uuid)
          AND (${person}::uuid IS NULL OR e.actor_id = ${person}::uuid OR e.subject_id = ${person}::uuid)
          AND (${name}::text IS NULL OR e.event = ${name})
          AND (${first}::date IS NULL OR e.at >= ${first}::date::timestamp AT TIME ZONE 'UTC')
          AND (${last}::date IS NULL OR e.at < (${last}::date + 1)::timestamp AT TIME ZONE 'UTC')
        ORDER BY e.id DESC LIMIT ${limit + 1})
      UNION ALL
      (SELECT f.id, f.minute, f.event, NULL, NULL, f.subject_id, NULL, NULL, NULL,
          nullif(f.address, ''), nullif(f.account, ''), f.count, '{}'
        FROM security_failure f
        WHERE ${teamId ?? null}::uuid IS NULL
          AND (${before}::bigint IS NULL OR f.id < ${before}::bigint)
          AND (${person}::uuid IS NULL OR f.subject_id = ${person}::uuid)
          AND (${name}::text IS NULL OR f.event = ${name})
          AND (${first}::date IS NULL OR f.minute >= ${first}::date::timestamp AT TIME ZONE 'UTC')
          AND (${last}::date IS NULL OR f.minute < (${last}::date + 1)::timestamp AT TIME ZONE 'UTC')
        ORDER BY f.id DESC LIMIT ${limit + 1})
      ORDER BY id DESC LIMIT ${limit + 1}
    )
    SELECT x.id, x.at, x.event, x.actor_id AS "actorId", coalesce(a.name, x.actor_name) AS "actorName",
      x.subject_id AS "subjectId", coalesce(s.name, x.subject_name) AS "subjectName",
      x.team_id AS "teamId", coalesce(t.name, x.team_name) AS "teamName", x.address, x.account, x.count, x.details
    FROM entry x LEFT JOIN user_account a ON a.id = x.actor_id LEFT JOIN user_account s ON s.id = x.subject_id
      LEFT JOIN team t ON t.id = x.team_id
    ORDER BY x.id DESC`;
  return rows.map((row) => ({ ...row, id: String(row.id), at: row.at.toISOString() }));
}

/** Removes acts from before `actsBefore` and failures from before `failuresBefore`. */
export async function removeOldSecurityEvents(actsBefore: Date, failuresBefore: Date): Promise<void> {
  await db().$executeRaw`DELETE FROM security_event WHERE at < ${actsBefore}`;
  await db().$executeRaw`DELETE FROM security_failure WHERE minute < ${failuresBefore}`;
}
