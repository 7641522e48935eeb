import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { MeView } from "@/lib/contracts/team";
import { findIdentity } from "../store/people/identities";
import { getMe } from "../usecases/account/get-me";
import { readSessionId } from "./authenticate";
import { forPage } from "./for-page";

export type CurrentUser = MeView & { sessionId: string };

/** Who looks at this page, asked once per request; null when nobody is signed in. */
export const findCurrentUser = cache(() => forPage(readCurrentUser));

async function readCurrentUser(): Promise<CurrentUser | null> {
  const sessionId = await readSessionId((await headers()).get("cookie"));
  const identity = sessionId ? await findIdentity({ kind: "session", key: sessionId }) : null;
  return identity && sessionId ? { ...(await getMe(identity.userId)), sessionId } : null;
}

/** Who looks at this page; sends everybody else to sign in, and back here afterwards. */
export async function getCurrentUser(): Promise<CurrentUser> {
  const user = await findCurrentUser();
  if (user) return user;
  const path = (await headers()).get("x-sluice-path");
  redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
}
