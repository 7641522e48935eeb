import "server-only";
import { failSilentJobs } from "../../store/imports/import-jobs";

/**
 * A process that works on an import says so every second; after this long without it, the process is taken to be gone.
 */
const silentForMs = 20_000;

/** Marks imports as failed whose process is gone. What they had begun to write was rolled back with it. */
export function endSilentImports(): Promise<void> {
  return failSilentJobs(silentForMs, { code: "interrupted", details: {}, message: null });
}
