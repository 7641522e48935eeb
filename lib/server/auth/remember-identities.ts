import "server-only";
import { hearChanges, hearing } from "../realtime/change-feed";
import { forgetIdentities, rememberWhile } from "../store/people/known-identities";

/**
 * Has this process remember who is behind a session or token for as long as it hears of every change of access, so that not
 * every request asks the database. Resolves when it listens, or tries to; the returned function ends it.
 */
export async function rememberIdentities(): Promise<() => void> {
  const stop = await hearChanges({
    onAccess: forgetIdentities,
    onHearing: forgetIdentities,
    onDeaf: forgetIdentities,
  });
  rememberWhile(hearing);
  return () => {
    rememberWhile(null);
    stop();
  };
}
