import "server-only";
import { sessionLifetimeSeconds } from "../usecases/sessions/open-session";

/** A browser is told how long the session's cookie lasts, and not until when: this machine's clock may be wrong. */
export function withRelativeAge(response: Response): Response {
  const cookies = response.headers.getSetCookie();
  response.headers.delete("Set-Cookie");
  for (const cookie of cookies) {
    const isSession = /^(__Secure-)?next-auth\.session-token=[^;]/.test(cookie);
    const lasting = isSession
      ? cookie.replace(/; Expires=[^;]*/i, `; Max-Age=${sessionLifetimeSeconds}`)
      : cookie;
    response.headers.append("Set-Cookie", lasting);
  }
  return response;
}
