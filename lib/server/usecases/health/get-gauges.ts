import "server-only";
import { requireAdministrator } from "../../access/require-permission";
import { type BackupRun, readBackupRuns } from "../../store/operation/backup-runs";
import { type Gauges, type PoolGauges, readGauges, readPoolGauges } from "../../store/operation/gauges";
import { findClockFaults } from "../clock/find-clock-faults";

/** What is measured of this process and of the installation. Nothing in it names a person. */
export type InstallationGauges = Gauges & {
  /** How far the database's clock is ahead of this process's. */
  clockSkewMs: number;
  /** Boards whose newest steps are dated in the future, at most 100. */
  boardsDatedAhead: number;
  /** The last good backup; null: never. */
  backup: Pick<BackupRun, "at" | "bytes"> | null;
  pool: PoolGauges;
  memory: { rss: number; heapUsed: number };
  uptimeSeconds: number;
};

/** The gauges of this process and of the installation, for administrators. */
export async function getGauges(userId: string): Promise<InstallationGauges> {
  await requireAdministrator(userId);
  const [gauges, { skewMs, standing }, { proved }] = await Promise.all([
    readGauges(),
    findClockFaults(),
    readBackupRuns(),
  ]);
  return {
    ...gauges,
    clockSkewMs: skewMs,
    boardsDatedAhead: standing.length,
    backup: proved,
    pool: readPoolGauges(),
    memory: process.memoryUsage(),
    uptimeSeconds: process.uptime(),
  };
}
