import "server-only";
import { removeExpiredFiles } from "../../store/imports/import-files";
import { removeOldJobs } from "../../store/imports/import-jobs";
import { removeEndedTokens } from "../../store/people/access-tokens";
import { removeOldCounts } from "../../store/people/attempt-counts";
import { removeOldKeys } from "../../store/people/idempotency-keys";
import { removeEndedLinks } from "../../store/people/one-time-links";
import { removeOldSecurityEvents } from "../../store/people/security-events";
import { removeEndedSessions } from "../../store/people/sessions";
import { readConfirmedClock } from "../clock/read-confirmed-clock";

const dayMs = 86_400_000;

/** How long each is kept after it has ended or happened. The database keeps acts for a year at least. */
const keptDays = { keys: 1, jobs: 1, sessions: 30, links: 30, tokens: 90, acts: 400, failures: 30 };

/** Files and jobs per statement, so that none holds others up for long. */
const batch = 20;

/**
 * Removes what has ended: at once the counts of tries and files that wait for no import any more, a day later the answers
 * to repeated requests and imports, long after sessions, tokens, links, and the trail of security. By the instant that the
 * clock is known to have reached, so that one that is wrong for a while removes nothing.
 */
export async function forgetExpired(): Promise<void> {
  await removeOldCounts();
  const now = await readConfirmedClock();
  if (now !== null) await forgetBefore(now);
}

/** Removes what has had its time at an instant (epoch ms). */
export async function forgetBefore(now: number): Promise<void> {
  const before = (days: number) => new Date(now - days * dayMs);
  while ((await removeExpiredFiles(new Date(now), batch)) === batch);
  while ((await removeOldJobs(before(keptDays.jobs), batch)) === batch);
  await removeOldKeys(before(keptDays.keys));
  await removeEndedSessions(before(keptDays.sessions));
  await removeEndedLinks(before(keptDays.links));
  await removeEndedTokens(before(keptDays.tokens));
  await removeOldSecurityEvents(before(keptDays.acts), before(keptDays.failures));
}
