import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { MemberRole } from "@/lib/domain/permission";
import { hashSecretToken } from "@/lib/server/credentials/secret-token";
import { getDb } from "@/lib/server/db/client";

/** Somebody who speaks to the API with a token of their own. */
export type Actor = { userId: string; token: string };

export async function buildTeam(name = "Team"): Promise<string> {
  const team = await getDb().team.create({ data: { id: uuidv7(), name } });
  return team.id;
}

/** A person with an access token, in a team where a role is given. */
export async function buildActor(
  teamId?: string,
  role: MemberRole = "member",
  scopes = ["write"],
): Promise<Actor> {
  const userId = uuidv7();
  const token = randomBytes(32).toString("base64url");
  await getDb().user.create({
    data: {
      id: userId,
      name: `Person ${userId.slice(-4)}`,
      email: `${userId}@example.org`,
      accessTokens: { create: { id: uuidv7(), name: "tests", tokenHash: hashSecretToken(token), scopes } },
      ...(teamId && { memberships: { create: { teamId, role } } }),
    },
  });
  return { userId, token };
}
