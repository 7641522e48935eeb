import "server-only";
import { mendReadings } from "@/lib/domain/clock-mending";
import { DomainError } from "@/lib/domain/errors";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { beginLongWrite, inTransaction } from "../../db/transaction";
import { projectBoard, projectPaths } from "../../store/board/boards";
import { findAheadBoards } from "../../store/clock/ahead-boards";
import {
  mendBoard,
  mendLifetimes,
  mendTransfers,
  readReadings,
  recordMending,
  withLogOpen,
} from "../../store/clock/clock-mending";

/** A board that was mended: up to when it was dated, and how many instants were moved back. */
export type MendedBoard = { id: string; name: string; newest: Date; instants: number };

export type Mending = { now: Date; boards: MendedBoard[]; lifetimes: number };

/** How long all of it may take. */
const maxMs = 30 * 60_000;

/** The two clocks may differ by so much. */
const maxApartMs = 60_000;

class Rehearsed extends Error {
  constructor(readonly mending: Mending) {
    super("rehearsed");
  }
}

/**
 * Corrects instants that a clock dated into the future, on every board, and keeps the wrong ones beside them. Without
 * `isMeant` everything is rolled back, and the answer says what would have changed. Changes of boards wait meanwhile.
 * Throws `invalid` when the clocks of the database and of this machine disagree.
 */
export async function mendClock(isMeant: boolean): Promise<Mending> {
  return inTransaction(async () => {
    await beginLongWrite(maxMs);
    const mending = await withLogOpen(mendAll);
    if (!isMeant) throw new Rehearsed(mending);
    return mending;
  }, maxMs).catch((error: unknown) => {
    if (error instanceof Rehearsed) return error.mending;
    throw error;
  });
}

async function mendAll(now: Date): Promise<Mending> {
  requireAgreement(now);
  const boards: MendedBoard[] = [];
  for (const board of await findAheadBoards()) {
    const readings = mendReadings(await readReadings(board.id, now), now.getTime());
    boards.push({ ...board, instants: await mendBoard(board.id, readings, now) });
  }
  await mendTransfers(
    boards.map(({ id }) => id),
    now,
  );
  for (const { id, instants, newest } of boards) {
    await projectBoard(id);
    await projectPaths(id);
    await recordMending(id, { instants, newest: newest.toISOString() });
  }
  const lifetimes = await mendLifetimes(now);
  if (boards.length > 0) {
    const names = boards.map(({ name }) => name).slice(0, 20);
    await recordSecurityEvent({ event: "clock-mended", details: { boards: names } });
  }
  return { now, boards, lifetimes };
}

function requireAgreement(now: Date): void {
  if (Math.abs(Date.now() - now.getTime()) <= maxApartMs) return;
  throw new DomainError(
    "invalid",
    {},
    `The database's clock says ${now.toISOString()}, this machine's ${new Date().toISOString()}. Set the wrong one right first.`,
  );
}
