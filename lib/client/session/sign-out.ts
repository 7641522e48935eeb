import { noteRelease } from "../http/release";

const answerWithinMs = 10_000;

/** Signs out. False when that cannot be had just now: whoever it is then stays signed in. Never throws. */
export async function signOut(): Promise<boolean> {
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
