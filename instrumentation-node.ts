import { closeDb } from "./lib/server/db/client";
import { setEnding } from "./lib/server/ending";
import { takeOverFrameworkLog } from "./lib/server/framework-log";
import { readFailure } from "./lib/server/http/read-failure";
import { markRequest } from "./lib/server/http/request-mark";
import { logger } from "./lib/server/logger";
import { endStreams } from "./lib/server/realtime/event-stream";
import { createOwnerLink } from "./lib/server/usecases/create-owner-link";
import { forgetExpired } from "./lib/server/usecases/forget-expired";
import { interruptImports } from "./lib/server/usecases/run-import-job";

const hourMs = 3_600_000;

/** Offers the link that creates the first person, while nobody can sign in; and clears away, every hour, what is over. */
export async function begin(): Promise<void> {
  if (process.env.NODE_ENV === "production") takeOverFrameworkLog();
  if (!process.env.SLUICE_URL) return;
  setEnding({ endStreams, interrupt: interruptImports, closeDatabase: closeDb });
  clearAway();
  setInterval(clearAway, hourMs).unref();
  const link = await createOwnerLink();
  if (!link) return;
  process.stderr.write(
    `\n  Nobody can sign in yet. Create the owner with this link; it works once:\n\n    ${process.env.SLUICE_URL}${link.path}\n`,
  );
}

function clearAway(): void {
  forgetExpired().catch((error: unknown) => logger.warn({ err: error }, "could not clear away"));
}

/** Says of a page that could not be made why, where that is no fault of ours. */
export function noteFailure(error: unknown): void {
  const refusal = readFailure(error);
  if (refusal) markRequest(refusal);
}
