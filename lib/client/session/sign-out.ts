import { noteRelease } from "../http/release";

const answerWithinMs = 10_000;

/** Signs out and goes on to `next`. Resolves to null, or to why whoever it is stays signed in. Never throws. */
export async function signOutTo(next: string): Promise<{ title: string; detail: string } | null> {
  if (!(await signOut()))
    return {
      title: "You are still signed in",
      detail: "The server did not answer. Try again in a moment.",
    };
  window.location.assign(next);
  return null;
}

async function signOut(): Promise<boolean> {
  const signal = AbortSignal.timeout(answerWithinMs);
  try {
    const begun = await fetch("/api/auth/csrf", { cache: "no-store", signal });
    noteRelease(begun.headers);
    if (!begun.ok) return false;
    const { csrfToken } = await begun.json();
    const body = new URLSearchParams({ csrfToken, json: "true" });
    const answer = await fetch("/api/auth/signout", { method: "POST", body, signal });
    return answer.ok;
  } catch {
    return false;
  }
}
