import "server-only";
import type { ErrorCode } from "@/lib/domain/errors";
import { cleanLine, cutText } from "@/lib/domain/text";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { CountedLog } from "../logging/counted-log";
import { logger } from "../logging/logger";
import { unknownAddress } from "../network/network-address";
import { currentOrigin } from "../network/origin";
import { pathOf } from "./judge-request";

type Line = { method: string; path: string; status: number; code: ErrorCode };

const maxPathLength = 120;

const strangers = oncePerProcess(
  "refused strangers",
  () =>
    new CountedLog<Line>({
      write: (address, { first, count }) => logger.info({ address, count, ...first }, "strangers refused"),
    }),
);
const outages = oncePerProcess(
  "outages",
  () =>
    new CountedLog<{ err: unknown }>({
      write: (code, { count }) => {
        if (count > 1) logger.error({ code, count }, "the database did not answer in time");
      },
    }),
);

/** What a line of the log says of a request: its address cut, and without a query, which may hold a secret. */
export function lineOf(request: Request, status: number, code: ErrorCode): Line {
  const url = new URL(request.url);
  return {
    method: request.method,
    path: cutText(cleanLine(pathOf(url.pathname)), maxPathLength),
    status,
    code,
  };
}

/**
 * Logs a refusal: of somebody who is signed in as a line, of strangers as one line for each minute and network address.
 */
export function logRefusal(line: Line, userId: string | null, requestId: string): void {
  if (userId !== null) logger.info({ requestId, userId, ...line }, "refused");
  else strangers.note(currentOrigin()?.address ?? unknownAddress, line);
}

/** Logs that the database is away or too slow: the first time in a minute with what it said, then with the count. */
export function logOutage(code: ErrorCode, thrown: unknown): void {
  if (outages.note(code, { err: thrown }))
    logger.error({ code, err: thrown }, "the database did not answer in time");
}
