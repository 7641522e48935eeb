import { hourMs, minuteMs } from "@/lib/domain/duration";
import { keepOpenedBoards } from "@/lib/server/usecases/boards/get-board";
import { catchUpProjections } from "@/lib/server/usecases/checks/catch-up-projections";
import { reportClockFaults } from "@/lib/server/usecases/clock/report-clock-faults";
import { interruptImports } from "@/lib/server/usecases/imports/start-import";
import { createOwnerLink } from "@/lib/server/usecases/people/create-owner-link";
import { beginBackups } from "./lib/server/archive/backup-timer";
import { parseSchedule } from "./lib/server/archive/schedule";
import { rememberIdentities } from "./lib/server/auth/remember-identities";
import { closeDb } from "./lib/server/db/client";
import { handOverApi } from "./lib/server/http/handed-api";
import { readFailure } from "./lib/server/http/read-failure";
import { markRequest } from "./lib/server/http/request-mark";
import { setEnding } from "./lib/server/lifecycle/ending";
import { takeOverFrameworkLog } from "./lib/server/logging/framework-log";
import { logger } from "./lib/server/logging/logger";
import { endStreams } from "./lib/server/realtime/event-stream";
import { getTimeUntilBackup } from "./lib/server/usecases/backups/get-time-until-backup";
import { forgetExpired } from "./lib/server/usecases/health/forget-expired";

/**
 * Offers the link that creates the first person, while nobody can sign in; and, every hour, clears away what is over and looks
 * at the clocks; and, every minute, brings projections up to date.
 */
export async function begin(): Promise<void> {
  const isMade = process.env.NODE_ENV === "production";
  if (isMade) takeOverFrameworkLog();
  if (!process.env.SLUICE_URL) return;
  const schedule = parseSchedule(process.env);
  const endBackups = schedule
    ? beginBackups(process.cwd(), schedule, () => getTimeUntilBackup(schedule))
    : async () => {};
  keepOpenedBoards();
  // It hears changes from now on, and with that tells others of its own.
  const forgetAll = await rememberIdentities();
  setEnding({
    endStreams,
    interrupt: interruptImports,
    closeDatabase: async () => {
      forgetAll();
      await Promise.all([closeDb(), endBackups()]);
    },
  });
  // Last of what a request needs: the door opens with it.
  if (isMade) handOverApi((await import("./lib/server/routes/api")).answerApi);
  keepHouse();
  setInterval(keepHouse, hourMs).unref();
  setInterval(project, minuteMs).unref();
  const link = await createOwnerLink();
  if (!link) return;
  process.stderr.write(
    `\n  Nobody can sign in yet. Create the owner with this link; it works once:\n\n    ${process.env.SLUICE_URL}${link.path}\n`,
  );
}

function keepHouse(): void {
  forgetExpired().catch((error: unknown) => logger.warn({ err: error }, "could not clear away"));
  reportClockFaults().catch((error: unknown) => logger.warn({ err: error }, "could not compare the clocks"));
}

function project(): void {
  catchUpProjections().catch((error: unknown) => logger.warn({ err: error }, "could not project"));
}

/** Says of a page that could not be made why, where that is no fault of ours. */
export function noteFailure(error: unknown): void {
  const refusal = readFailure(error);
  if (refusal) markRequest(refusal);
}
