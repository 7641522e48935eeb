import type { Server } from "node:http";
import { Server as NetServer } from "node:net";
import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import type { LongWork } from "../lifecycle/ending";
import type { Gate } from "./gate";

/** How long each part of the end may take, in milliseconds. */
const drainTimes = {
  /** For whoever asks whether this server is ready to hear that it is not; nothing where nobody asks. */
  notice: 5_000,
  /** For what is under way to come to its end. */
  patience: 8_000,
  /** For what was interrupted then to be answered. */
  cut: 1_500,
  /** For who has connected to be told to come back, before and after the door closes; it is over sooner when nobody does. */
  farewell: 1_000,
};

/** Nobody has come for so long: nobody is left who has connected and was not heard. */
const quietMs = 100;

/**
 * Ends a server without losing what it was asked to do: says that it is not ready, takes nothing new, ends the streams,
 * answers what is under way, and only then closes the door and the connections. New requests are told to come back for as
 * long as the door can still be reached. Answers how many requests had to be cut.
 */
export async function drain(
  server: Server,
  gate: Gate,
  work: LongWork,
  hurry: AbortSignal,
  times = drainTimes,
): Promise<number> {
  gate.leave();
  if (gate.isWatched) await pause(times.notice, undefined, { signal: hurry }).catch(() => {});
  gate.close();
  work.endStreams();
  const isDone = await gate.untilQuiet(times.patience, hurry);
  if (!isDone) {
    await Promise.race([work.interrupt().catch(() => {}), pause(times.cut)]);
    await gate.untilQuiet(times.cut, hurry);
  }
  const left = gate.size;
  gate.cut();
  await untilNobodyComes(gate, times.farewell);
  await untilAllAreIn(server, times.farewell);
  // The door alone: the server's own way to close cuts connections on which a request may just be coming.
  NetServer.prototype.close.call(server);
  await untilNobodyComes(gate, times.farewell);
  server.closeAllConnections();
  return left;
}

/** Waits until everybody who stands at the door has been let in: who stands there when it closes gets no answer. */
async function untilAllAreIn(server: Server, maxMs: number): Promise<void> {
  let isIn = false;
  const note = () => {
    isIn = true;
  };
  server.on("connection", note);
  const begun = performance.now();
  do {
    isIn = false;
    await nextTurn();
    await nextTurn();
  } while (isIn && performance.now() - begun < maxMs);
  server.off("connection", note);
}

/** Waits until no request has come for a moment. Ends right after the process has heard of everything that is there. */
async function untilNobodyComes(gate: Gate, maxMs: number): Promise<void> {
  const begun = performance.now();
  for (let seen = -1; seen !== gate.seen && performance.now() - begun < maxMs; ) {
    seen = gate.seen;
    await pause(quietMs);
    // Timers go before what has arrived meanwhile.
    await nextTurn();
    await nextTurn();
  }
}
