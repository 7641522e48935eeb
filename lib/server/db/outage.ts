import "server-only";
import { sqlStateOf } from "./transaction";

/** The network or the operating system says that nobody answers there. */
const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
]);

/** PostgreSQL goes, comes, is full, or may not be written to: classes 08, 53 and 57P, and a server that is read-only. */
const outageStates = /^(08...|53...|57P0[1-5]|25006|58...)$/;
/** Prisma: cannot reach, timed out, closed by the server, no connection free in time. */
const prismaCodes = /^P(1001|1002|1008|1017|2024|2028)$/;
/** Prisma's adapter, of a failure that Prisma has not wrapped: in the midst of a transaction. */
const adapterKinds =
  /^(ConnectionClosed|DatabaseNotReachable|SocketTimeout|TlsConnectionError|TooManyConnections)$/;
/** What the driver says in words alone. */
const driverWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|Query read timeout)/;

/** No room is left for what the statement would have written; it was taken back. */
const fullState = "53100";

/** What stopped a statement before its end: its own time, or a lock's. */
const stoppedStates = /^(57014|55P03|25P0[34])$/;

type Failure = {
  code?: unknown;
  kind?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
  meta?: unknown;
};

/**
 * Whether a failure is no fault of the request: an `outage` of the database (not reachable, shutting down), its disk
 * being `full`, or a statement that was `stopped` since it took too long. Null for anything else.
 */
export function classifyOutage(thrown: unknown): "outage" | "full" | "stopped" | null {
  const state = sqlStateOf(thrown);
  for (const failure of unfold(thrown)) {
    const code = typeof failure.code === "string" ? failure.code : "";
    const words = typeof failure.message === "string" ? failure.message : "";
    if (code === fullState) return "full";
    if (
      networkCodes.has(code) ||
      outageStates.test(code) ||
      prismaCodes.test(code) ||
      (typeof failure.kind === "string" && adapterKinds.test(failure.kind)) ||
      driverWords.test(words)
    )
      return "outage";
    if (stoppedStates.test(code)) return "stopped";
  }
  if (state === null) return null;
  if (state === fullState) return "full";
  if (stoppedStates.test(state)) return "stopped";
  return outageStates.test(state) ? "outage" : null;
}

/** A failure and what it was caused by; a few steps are enough for everything that drivers wrap. */
function unfold(thrown: unknown): Failure[] {
  const found: Failure[] = [];
  let next: unknown[] = [thrown];
  for (let depth = 0; depth < 4; depth++) {
    const failures = next.filter((one): one is Failure => typeof one === "object" && one !== null);
    found.push(...failures);
    next = failures.flatMap(({ cause, errors, meta }) => [
      cause,
      (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError,
      ...(Array.isArray(errors) ? errors : []),
    ]);
  }
  return found;
}
