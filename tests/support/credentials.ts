import { encode } from "next-auth/jwt";
import { v7 as uuidv7 } from "uuid";
import { hashSecretToken, newSecretToken } from "@/lib/server/credentials/secret-token";
import { getDb, getPool } from "@/lib/server/db/client";
import type { Credential } from "@/lib/server/store/people/credential";
import { resetPassword } from "@/lib/server/usecases/account/reset-password";

/** A live credential of a person: the headers that carry it, and the row that holds it. */
export type TestCredential = { headers: Record<string, string>; table: string; id: string };

const builders: Record<Credential["kind"], (userId: string) => Promise<TestCredential>> = {
  session: async (userId) => {
    const id = uuidv7();
    await getDb().session.create({ data: { id, userId, expiresAt: new Date(Date.now() + 3_600_000) } });
    const cookie = await encode({
      token: { sub: userId, sessionId: id },
      secret: process.env.NEXTAUTH_SECRET ?? "",
    });
    return { headers: { Cookie: `next-auth.session-token=${cookie}` }, table: "session", id };
  },
  token: async (userId) => {
    const [id, token] = [uuidv7(), newSecretToken("slu_")];
    await getDb().accessToken.create({
      data: { id, userId, name: "tests", tokenHash: hashSecretToken(token), scopes: ["admin"] },
    });
    return { headers: { Authorization: `Bearer ${token}` }, table: "access_token", id };
  },
};

export function buildCredential(kind: Credential["kind"], userId: string): Promise<TestCredential> {
  return builders[kind](userId);
}

const sql = (text: string, values: unknown[] = []) => getPool().query(text, values);

const passwordOf = async (userId: string) =>
  (await sql("SELECT email FROM user_account WHERE id = $1", [userId])).rows[0].email as string;

/** What ends a credential. */
type Ending = (held: TestCredential, userId: string) => Promise<unknown>;
/** Every way to end a credential by SQL, as another process does, and by the product. */
export const endings: Record<string, Ending> = {
  "it is revoked": ({ table, id }) => sql(`UPDATE ${table} SET revoked_at = now() WHERE id = $1`, [id]),
  "its row is deleted": ({ table, id }) => sql(`DELETE FROM ${table} WHERE id = $1`, [id]),
  "it is made to expire": ({ table, id }) =>
    sql(`UPDATE ${table} SET expires_at = now() WHERE id = $1`, [id]),
  "all of its kind are emptied": ({ table }) => sql(`TRUNCATE ${table}`),
  "the person is switched off": (_, userId) =>
    sql("UPDATE user_account SET disabled_at = now() WHERE id = $1", [userId]),
  "the password is reset": async (_, userId) => resetPassword(await passwordOf(userId)),
  "the person is removed": async (_, userId) => sql("DELETE FROM user_account WHERE id = $1", [userId]),
};
