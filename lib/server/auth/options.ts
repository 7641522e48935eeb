import "server-only";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { unknownAddress } from "../network/network-address";
import { currentOrigin } from "../network/origin";
import { endSession } from "../usecases/sessions/end-session";
import { sessionLifetimeSeconds, tokenLifetimeSeconds } from "../usecases/sessions/open-session";
import { signIn } from "../usecases/sessions/sign-in";
import { refusals } from "./sign-in-refusal";

/**
 * next-auth with e-mail and password. The cookie is a signed and encrypted token that names a row of `session`;
 * whether that row still counts is the database's to say, which is what makes sessions revocable.
 */
export const authOptions: NextAuthOptions = {
  providers: [
    Credentials({
      credentials: { email: { type: "email" }, password: { type: "password" } },
      async authorize(credentials, request) {
        if (!credentials?.email || !credentials.password) return null;
        try {
          const session = await signIn({
            email: credentials.email,
            password: credentials.password,
            address: currentOrigin()?.address ?? unknownAddress,
            userAgent: request.headers?.["user-agent"] ?? null,
          });
          return session && { id: session.userId, sessionId: session.id };
        } catch (error) {
          const refusal = refusals.getStore();
          if (refusal) refusal.error = error;
          throw new Error("not tried");
        }
      },
    }),
  ],
  session: { strategy: "jwt", maxAge: sessionLifetimeSeconds },
  jwt: { maxAge: tokenLifetimeSeconds },
  pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
  callbacks: {
    jwt: ({ token, user }) =>
      user ? { sub: user.id, sessionId: (user as { sessionId?: string }).sessionId } : token,
    session: ({ session }) => ({ expires: session.expires }),
  },
  events: {
    signOut: async ({ token }) => {
      if (typeof token?.sessionId === "string") await endSession(token.sessionId);
    },
  },
};
