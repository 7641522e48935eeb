import "server-only";
import { dayMs } from "@/lib/domain/duration";
import { removeExpiredFiles } from "../../store/imports/import-files";
import { removeOldJobs } from "../../store/imports/import-jobs";
import { removeEndedTokens } from "../../store/people/access-tokens";
import { removeOldCounts } from "../../store/people/attempt-counts";
import { removeOldKeys } from "../../store/people/idempotency-keys";
import { removeEndedLinks } from "../../store/people/one-time-links";
import { removeOldSecurityEvents } from "../../store/people/security-events";
import { removeEndedSessions } from "../../store/people/sessions";
import { readConfirmedClock } from "../clock/read-confirmed-clock";

/**
 * How many days each is kept after it ended or happened. The database itself refuses to remove acts younger than a
 * year.
 */
const keptDays = { keys: 1, jobs: 1, sessions: 30, links: 30, tokens: 90, acts: 400, failures: 30 };

/** How many files or jobs one statement removes, so that it holds others up only briefly. */
const batch = 20;

/**
 * Removes what has expired: counts of tries and kept files at once; idempotency keys and import jobs a day later;
 * sessions, links, tokens and the security trail long after. Uses the confirmed clock, so that a wrong one removes
 * nothing.
 */
export async function forgetExpired(): Promise<void> {
  await removeOldCounts();
  const now = await readConfirmedClock();
  if (now !== null) await forgetBefore(now);
}

/** Removes what has expired at this instant (epoch ms). */
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
