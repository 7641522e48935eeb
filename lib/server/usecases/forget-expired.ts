import "server-only";
import { removeEndedTokens } from "../store/access-tokens";
import { removeOldCounts } from "../store/attempt-counts";
import { removeEndedLinks } from "../store/one-time-links";
import { removeOldSecurityEvents } from "../store/security-events";
import { removeEndedSessions } from "../store/sessions";

const dayMs = 86_400_000;

/** How long each is kept after it has ended or happened. The database keeps acts for a year at least. */
const keptDays = { sessions: 30, links: 30, tokens: 90, acts: 400, failures: 30 };

/** Removes what has ended: at once the counts of tries, long ago sessions, tokens, links, and the trail of security. */
export async function forgetExpired(now = Date.now()): Promise<void> {
  const before = (days: number) => new Date(now - days * dayMs);
  await removeOldCounts();
  await removeEndedSessions(before(keptDays.sessions));
  await removeEndedLinks(before(keptDays.links));
  await removeEndedTokens(before(keptDays.tokens));
  await removeOldSecurityEvents(before(keptDays.acts), before(keptDays.failures));
}
