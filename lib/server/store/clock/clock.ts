import "server-only";
import type { ClockState } from "@/lib/domain/clock-confirmation";
import { db } from "../../db/transaction";

/** The database's clock (epoch ms). Processes may disagree about the time; what they share is dated by it. */
export async function readClock(): Promise<number> {
  const [clock] = await db().$queryRaw<{ now: number }[]>`
    SELECT (extract(epoch FROM present()) * 1000)::float8 AS now`;
  return Math.round(clock?.now ?? Number.NaN);
}

/** The database's clock, within the transaction that is open. */
export async function readPresent(): Promise<Date> {
  const [clock] = await db().$queryRaw<{ now: Date }[]>`SELECT present() AS now`;
  if (!clock) throw new Error("The database does not tell the time.");
  return clock.now;
}

/** The instants up to which reports of these boards go now (epoch ms). */
export async function readBoardClocks(boardIds: readonly string[]): Promise<Map<string, number>> {
  const clocks = await db().$queryRaw<{ id: string; now: number }[]>`
    SELECT id, (extract(epoch FROM board_now(id)) * 1000)::float8 AS now FROM unnest(${boardIds}::uuid[]) id`;
  return new Map(clocks.map(({ id, now }) => [id, Math.round(now)]));
}

/** What is known of the database's clock, held until the transaction ends; null before the first reading. */
export async function holdClockState(): Promise<ClockState | null> {
  await db().$executeRaw`SELECT pg_advisory_xact_lock(hashtext('clock-reading'))`;
  const row = await db().clockReading.findUnique({ where: { id: 1 } });
  return row && { newest: row.newest.getTime(), confirmed: row.confirmed?.getTime() ?? null };
}

export async function keepClockState({ newest, confirmed }: ClockState): Promise<void> {
  const state = { newest: new Date(newest), confirmed: confirmed === null ? null : new Date(confirmed) };
  await db().clockReading.upsert({ where: { id: 1 }, create: state, update: state });
}
