import "server-only";
import { NextResponse } from "next/server";
import { encode } from "next-auth/jwt";
import { DomainError } from "@/lib/domain/errors";
import { env } from "../environment/env";
import { originOf } from "../http/request-facts";
import { openSession, sessionLifetimeSeconds, tokenLifetimeSeconds } from "../usecases/sessions/open-session";

/**
 * An answer that signs its reader in who has just proved who they are by a one-time link: the same session and the same
 * cookie that next-auth makes for a password. `request`: the headers with which they came.
 */
export async function withSession(response: Response, userId: string, request: Headers): Promise<Response> {
  const session = await openSession(userId, request.get("user-agent"));
  if (!session) throw new DomainError("unauthenticated");
  const isSecure = originOf(request).startsWith("https:");
  const value = await encode({
    token: { sub: userId, sessionId: session.id },
    secret: env().NEXTAUTH_SECRET,
    maxAge: tokenLifetimeSeconds,
  });
  const signedIn = new NextResponse(response.body, response);
  signedIn.cookies.set(`${isSecure ? "__Secure-" : ""}next-auth.session-token`, value, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure,
    path: "/",
    maxAge: sessionLifetimeSeconds,
  });
  return signedIn;
}
