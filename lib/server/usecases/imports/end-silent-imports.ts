import "server-only";
import { failSilentJobs } from "../../store/imports/import-jobs";

/** A process says every second that it still works on an import. */
const silentForMs = 20_000;

/** Tells the imports whose process is gone as failed; what they had begun to write is gone with it. */
export function endSilentImports(): Promise<void> {
  return failSilentJobs(silentForMs, { code: "interrupted", details: {}, message: null });
}
