import "../../support/database";
import { expect, test } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { forgetBefore } from "@/lib/server/usecases/health/forget-expired";
import { buildActor } from "../../support/actors";

const sql = (text: string, values: unknown[] = []) => getPool().query(text, values);

test("what has ended goes in its time, and nothing that still counts", async () => {
  const { userId } = await buildActor();
  const days = (n: number) => `now() - interval '${n} days'`;
  await sql("INSERT INTO clock_reading (newest, confirmed) VALUES (now(), now())");
  await sql("DELETE FROM access_token");
  for (const [ended, expires] of [
    ["NULL", days(-1)],
    [days(10), days(-1)],
    [days(31), days(-1)],
    ["NULL", days(31)],
  ]) {
    await sql(
      `INSERT INTO session (id, user_id, expires_at, revoked_at) VALUES (gen_random_uuid(), $1, ${expires}, ${ended})`,
      [userId],
    );
    await sql(
      `INSERT INTO one_time_link (id, purpose, token_hash, expires_at, used_at)
       VALUES (gen_random_uuid(), 'invitation', decode(md5(random()::text), 'hex'), ${expires}, ${ended})`,
    );
  }
  for (const [ended, expires] of [
    ["NULL", "NULL"],
    ["NULL", days(-1)],
    [days(89), "NULL"],
    [days(91), "NULL"],
    ["NULL", days(91)],
  ]) {
    await sql(
      `INSERT INTO access_token (id, user_id, name, token_hash, scopes, expires_at, revoked_at)
       VALUES (gen_random_uuid(), $1, 'x', decode(md5(random()::text), 'hex'), '{read}', ${expires}, ${ended})`,
      [userId],
    );
  }
  for (const age of [1, 399, 401])
    await sql(`INSERT INTO security_event (event, at) VALUES ('signed-in', ${days(age)})`);
  for (const age of [1, 31]) {
    await sql(
      `INSERT INTO security_failure (minute, event, account, address) VALUES (${days(age)}, 'sign-in-failed', '', '')`,
    );
  }
  await forgetBefore(Date.now());
  const count = async (table: string) => (await sql(`SELECT FROM ${table}`)).rowCount;
  expect(
    await Promise.all(
      ["session", "one_time_link", "access_token", "security_event", "security_failure"].map(count),
    ),
  ).toEqual([2, 2, 3, 2, 1]);
});
