import { resolve } from "node:path";
import { dayMs, hourMs, minuteMs } from "@/lib/domain/duration";
import { DomainError } from "@/lib/domain/errors";

/** Where the server puts backups by itself, how often (ms), and how many proved ones it keeps. */
export type BackupSchedule = { folder: string; everyMs: number; keep: number };

const units: Record<string, number> = { m: minuteMs, h: hourMs, d: dayMs };
const minMs = 60_000;
const maxMs = 365 * dayMs;
const maxKept = 10_000;

/** A time such as `30m`, `24h` or `7d`, in ms. Throws `DomainError` in words, which name where it comes from. */
export function parseInterval(text: string, from: string): number {
  const [, count = "", unit = ""] = /^(\d{1,6})([mhd])$/.exec(text.trim()) ?? [];
  const ms = Number(count) * (units[unit] ?? Number.NaN);
  if (!(ms >= minMs && ms <= maxMs))
    throw new DomainError(
      "invalid",
      {},
      `${from} is “${text}”; it is a time such as 30m, 24h or 7d, a year at most.`,
    );
  return ms;
}

/** How many backups are kept. Throws `DomainError` in words. */
export function parseKeep(text: string | undefined): number {
  const keep = Number(text || "7");
  if (!Number.isInteger(keep) || keep < 1 || keep > maxKept)
    throw new DomainError(
      "invalid",
      {},
      `SLUICE_BACKUP_KEEP is “${text}”; it is a number from 1 to ${maxKept}.`,
    );
  return keep;
}

/** What the environment asks for; null unless it names a folder. Throws `DomainError` in words. */
export function parseSchedule(environment: Record<string, string | undefined>): BackupSchedule | null {
  const folder = environment.SLUICE_BACKUP_DIR;
  if (!folder) return null;
  return {
    folder: resolve(folder),
    everyMs: parseInterval(environment.SLUICE_BACKUP_EVERY || "24h", "SLUICE_BACKUP_EVERY"),
    keep: parseKeep(environment.SLUICE_BACKUP_KEEP),
  };
}

/** Name of the file of a backup of this instant (ISO 8601). */
export function fileNameOf(takenAt: string): string {
  return `sluice-${takenAt.slice(0, 19).replaceAll(":", "-")}Z.backup`;
}

const ownName = /^sluice-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.backup$/;

/** The instant that such a name carries (epoch ms); null for every other name. */
export function instantOf(name: string): number | null {
  const [, day, hours, minutes, seconds] = ownName.exec(name) ?? [];
  const at = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(at) ? null : at;
}

/**
 * How long it is until it is time again, in ms; 0 when it is. `names`: of the files that count; `now`: epoch ms. A file from
 * the future was named by a clock that was wrong, and says nothing.
 */
export function untilDue(names: readonly string[], everyMs: number, now: number): number {
  const instants = names.map(instantOf).filter((at): at is number => at !== null && at <= now);
  return Math.max(0, ...instants.map((at) => at + everyMs - now));
}

/** How often it is looked whether it is time, ms. */
export const lookEveryMs = 60_000;

/** How long to wait after a failure, so that a full disk is not filled every minute. Both in ms. */
export const retryAfterMs = (everyMs: number) => Math.min(3_600_000, Math.max(lookEveryMs, everyMs / 4));

/** Status of a single turn in which none was made, since it was not time, or another process is at it. */
export const notMadeStatus = 75;

/** A file that was read from end to end: it is whole and of this installation. */
export type ProvedFile = { name: string; takenAt: number };

/**
 * Which proved backups go, so that the newest `keep` stay, the one that was just made among them whatever the clock says.
 * Those that a clock dated into the future count as the oldest.
 */
export function chooseOld(proved: readonly ProvedFile[], made: string, keep: number, now: number): string[] {
  const age = ({ name, takenAt }: ProvedFile) => {
    if (name === made) return Number.NEGATIVE_INFINITY;
    return takenAt > now ? Number.POSITIVE_INFINITY : now - takenAt;
  };
  return [...proved]
    .sort((a, b) => age(a) - age(b) || (a.name < b.name ? 1 : -1))
    .slice(Math.max(1, keep))
    .map(({ name }) => name)
    .filter((name) => name !== made);
}
