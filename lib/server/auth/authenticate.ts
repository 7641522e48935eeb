import "server-only";
import { createHash } from "node:crypto";
import { findTokenOwner } from "../store/access-token-store";

/** Who asks, and by what; a session has every scope of its person. */
export type Caller = { userId: string; via: "session" | "token"; scopes: string[] };

/** The person behind a request's access token; null for none, or one that is unknown, revoked or expired. */
export async function authenticate(request: Request): Promise<Caller | null> {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!token) return null;
  const owner = await findTokenOwner(createHash("sha256").update(token).digest());
  return owner && { ...owner, via: "token" };
}
