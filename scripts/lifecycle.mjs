// The one place that decides when this process ends, and in which order. Plain JavaScript: it is in charge before
// anything is installed.
import { watchParents } from "./parents.mjs";
import { advance, newborn } from "./phases.mjs";
import { say } from "./project/say.mjs";

/** By then everything has ended; what has not is left behind, in words. */
const maxEndMs = 85_000;

/** The terminal or whoever read our words is gone: no reason to stop, and nobody to tell. */
function isDeafReader(error) {
  return error?.syscall === "write" && ["EPIPE", "EIO"].includes(error.code);
}

/**
 * Runs `start`, and then lives until a signal, the end of npm, or a failure: then waits for what is under way, ends what
 * was started, the last first, and exits. `start` is given its life: see the types.
 */
export async function live(start) {
  let life = newborn;
  let starting = Promise.resolve();
  const stopping = new AbortController();
  const hurrying = new AbortController();
  const endings = [];

  const feed = (event) => {
    const next = advance(life, { ...event, at: performance.now() });
    life = next.life;
    if (next.act === "end") void end();
    if (next.act === "hurry") {
      say("  ! Asked again: ending at once.");
      hurrying.abort();
    }
  };

  const end = async () => {
    setTimeout(() => {
      say("  ! It takes too long to end; leaving as it is.");
      process.exit(1);
    }, maxEndMs).unref();
    stopping.abort(new Error("Stopped."));
    await starting.catch(() => {});
    for (const { what, close } of endings.reverse()) {
      try {
        await close();
      } catch (error) {
        say(`  ! ${what} did not end well: ${error?.message ?? error}`);
      }
    }
    feed({ kind: "ended" });
    if (life.code === 0) say("  Stopped.\n");
    process.exit(life.code);
  };

  const stop = (words) => {
    if (!stopping.signal.aborted) say(`\n  Stopping: ${words}.`);
  };
  const fail = (error) => {
    if (!stopping.signal.aborted) say(`\n${error instanceof Error ? error.message : error}\n`);
    feed({ kind: "failed" });
  };

  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"])
    process.on(signal, () => {
      stop(signal);
      feed({ kind: "signal" });
    });
  watchParents(() => {
    stop("npm, which started it, is gone");
    feed({ kind: "orphaned" });
  });
  // Once the framework hears of them, too, it says them, and knows which are no faults.
  const tell = (words, error) => {
    if (process.listenerCount("uncaughtException") === 1) console.error(words, error);
  };
  process.on("unhandledRejection", (error) => tell("Nobody waited for what failed here:", error));
  process.on("uncaughtException", (error) => {
    if (isDeafReader(error)) return;
    tell("Nobody caught what failed here:", error);
    if (life.phase === "starting") fail(error);
  });

  starting = start({
    stopping: stopping.signal,
    hurrying: hurrying.signal,
    onEnd: (what, close) => endings.push({ what, close }),
    fail,
  });
  try {
    await starting;
    feed({ kind: "served" });
  } catch (error) {
    fail(error);
  }
}
