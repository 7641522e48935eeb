import "server-only";
import type { SecurityAct, SecurityFailure } from "@/lib/domain/security-event";
import { cleanLine, cutText } from "@/lib/domain/text";
import { afterCommit, inTransaction } from "../db/transaction";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { logger } from "../logging/logger";
import { currentOrigin } from "../network/origin";
import {
  countFailure,
  insertSecurityEvent,
  type NewSecurityFailure,
  type SecurityDetails,
} from "../store/people/security-events";
import { FailureQueue } from "./failure-queue";

type SecurityRecord = {
  event: SecurityAct;
  /** Who did it; left out where nobody was signed in. */
  actorId?: string;
  /** Whom it was done to, where that is somebody else. */
  subjectId?: string;
  teamId?: string;
  /** Small facts that a reader needs, such as a role or the name of a token; never a secret. */
  details?: SecurityDetails;
};

const maxAddressLength = 64;
const maxValueLength = 200;
const maxListed = 50;

/**
 * Records an act of somebody: a row of the audit log in the caller's transaction, and a line of the server's log once
 * that is committed.
 */
export async function recordSecurityEvent(record: SecurityRecord): Promise<void> {
  const { event, actorId = null, subjectId = null, teamId = null } = record;
  const act = { event, actorId, subjectId, teamId, address: originAddress(), details: cut(record.details) };
  await inTransaction(async () => {
    await insertSecurityEvent(act);
    afterCommit(() => logger.info({ security: act }, event));
  });
}

const failures = oncePerProcess(
  "security failures",
  () =>
    new FailureQueue<NewSecurityFailure>(writeFailure, ({ event }) => ({
      event,
      account: "",
      address: "",
      subjectId: null,
    })),
);

/**
 * Counts a failure that anybody can cause, such as a wrong password, by minute, account and network address. Never
 * throws: a broken audit log must not keep people from signing in. `account`: the e-mail address that was typed, stored
 * masked; `subjectId`: the person it belongs to.
 */
export function countSecurityFailure(failure: {
  event: SecurityFailure;
  account?: string;
  subjectId?: string;
}): Promise<void> {
  return failures.add({
    event: failure.event,
    account: mask(failure.account ?? ""),
    address: originAddress() ?? "unknown",
    subjectId: failure.subjectId ?? null,
  });
}

async function writeFailure(failure: NewSecurityFailure, count: number): Promise<void> {
  try {
    const total = await countFailure(failure, count);
    // The first of a minute is a line; floods are a number in the database.
    if (total === count) logger.warn({ security: failure }, failure.event);
  } catch (error) {
    logger.warn({ err: error, event: failure.event }, "could not count a failure");
  }
}

function originAddress(): string | null {
  const address = currentOrigin()?.address;
  return address ? cutText(cleanLine(address), maxAddressLength) : null;
}

/**
 * Shows enough of an address to recognise it and too little to learn it. A password typed into the wrong field is not
 * kept.
 */
function mask(account: string): string {
  const [name = "", domain] = cleanLine(account).toLowerCase().split("@");
  if (name === "") return "";
  return `${cutText(name, 2)}…${domain === undefined ? "" : `@${cutText(domain, 40)}`}`;
}

function cut(details: SecurityDetails = {}): SecurityDetails {
  const short = (value: string) => cutText(cleanLine(value), maxValueLength);
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => {
      if (typeof value === "string") return [key, short(value)];
      return [key, Array.isArray(value) ? value.slice(0, maxListed).map(short) : value];
    }),
  );
}
