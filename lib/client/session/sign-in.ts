import { toProblem } from "../http/answer-error";
import { noteRelease } from "../http/release";

/**
 * How signing in went: `done`; `wrong`, the address or the password; `lost`, it was right, but the browser sends no cookie
 * back; `refused`, in the server's words; or there was no answer.
 */
export type SignInOutcome =
  | { kind: "done" }
  | { kind: "wrong" }
  | { kind: "lost" }
  | { kind: "refused"; words: string }
  | { kind: "unanswered" };

const answerWithinMs = 20_000;

/** Signs in with e-mail address and password. Never throws. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  try {
    return await trySignIn(email, password, AbortSignal.timeout(answerWithinMs));
  } catch {
    return { kind: "unanswered" };
  }
}

async function trySignIn(email: string, password: string, signal: AbortSignal): Promise<SignInOutcome> {
  const begun = await fetch("/api/auth/csrf", { cache: "no-store", signal });
  if (!begun.ok) return refusedBy(begun);
  const { csrfToken } = await begun.json();
  noteRelease(begun.headers);
  const answer = await fetch("/api/auth/callback/credentials", {
    method: "POST",
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    signal,
  });
  if (answer.headers.get("content-type")?.startsWith("application/problem+json")) return refusedBy(answer);
  if (answer.status === 401) return { kind: "wrong" };
  if (!answer.ok) return { kind: "unanswered" };
  const { url } = await answer.json();
  // Without the cookie of the first question, the second is not even looked at.
  if (new URL(url, window.location.href).searchParams.has("csrf")) return { kind: "lost" };
  const known = await fetch("/api/v1/me", { cache: "no-store", signal });
  return known.status === 401 ? { kind: "lost" } : { kind: "done" };
}

async function refusedBy(answer: Response): Promise<SignInOutcome> {
  const refusal = toProblem(await answer.json());
  return refusal ? { kind: "refused", words: refusal.detail } : { kind: "unanswered" };
}
