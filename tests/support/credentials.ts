import { encode } from "next-auth/jwt";
import { v7 as uuidv7 } from "uuid";
import { hashSecretToken, newSecretToken } from "@/lib/server/credentials/secret-token";
import { getDb } from "@/lib/server/db/client";
import type { Credential } from "@/lib/server/store/people/identities";

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
