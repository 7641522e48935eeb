import "server-only";
import { cookies, headers } from "next/headers";
import { encode } from "next-auth/jwt";
import { DomainError } from "@/lib/domain/errors";
import { env } from "../env";
import { originOf } from "../http/request-facts";
import { openSession, sessionLifetimeSeconds, tokenLifetimeSeconds } from "../usecases/sign-in";

/**
 * Signs a person in who has just proved who they are by a one-time link: the same session and the same cookie that
 * next-auth makes for a password.
 */
export async function signInBrowser(userId: string): Promise<void> {
  const request = await headers();
  const session = await openSession(userId, request.get("user-agent"));
  if (!session) throw new DomainError("unauthenticated");
  const isSecure = originOf(request).startsWith("https:");
  const value = await encode({
    token: { sub: userId, sessionId: session.id },
    secret: env().NEXTAUTH_SECRET,
    maxAge: tokenLifetimeSeconds,
  });
  (await cookies()).set(`${isSecure ? "__Secure-" : ""}next-auth.session-token`, value, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure,
    path: "/",
    maxAge: sessionLifetimeSeconds,
  });
}
