import "server-only";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { logger } from "../logging/logger";
import { hearChanges } from "./change-feed";

/** How often access is checked while notices of revocations cannot be received. */
const askEveryMs = 1_000;

type Watch = {
  watchers: Map<string, Set<() => void>>;
  asking: NodeJS.Timeout | null;
  stop: Promise<() => void> | null;
};

const watch = oncePerProcess<Watch>("access watch", () => ({
  watchers: new Map(),
  asking: null,
  stop: null,
}));

/**
 * Calls `recheck` whenever one of these people, or anybody on one of these boards, may have lost access, through
 * whichever server process. While notices cannot be received, it is called every second. Goes on until the returned
 * function is called.
 */
export async function watchAccess(ids: readonly string[], recheck: () => void): Promise<() => void> {
  for (const id of ids) {
    const those = watch.watchers.get(id) ?? new Set();
    watch.watchers.set(id, those.add(recheck));
  }
  watch.stop ??= hearChanges({
    onAccess: (id) => {
      if (id === "*") recheckAll();
      else for (const each of [...(watch.watchers.get(id) ?? [])]) each();
    },
    onHearing: () => {
      stopAsking();
      recheckAll();
    },
    onDeaf: () => {
      recheckAll();
      watch.asking ??= setInterval(recheckAll, askEveryMs);
    },
  });
  await watch.stop;
  return () => leave(ids, recheck);
}

function recheckAll(): void {
  const all = new Set([...watch.watchers.values()].flatMap((those) => [...those]));
  for (const recheck of all) recheck();
}

function stopAsking(): void {
  if (watch.asking) clearInterval(watch.asking);
  watch.asking = null;
}

function leave(ids: readonly string[], recheck: () => void): void {
  for (const id of ids) {
    const those = watch.watchers.get(id);
    those?.delete(recheck);
    if (those?.size === 0) watch.watchers.delete(id);
  }
  if (watch.watchers.size > 0) return;
  stopAsking();
  void watch.stop?.then((stop) => stop());
  watch.stop = null;
}

/**
 * A signal for long work that aborts within a second when the person who asked for it may no longer have it: switched
 * off, signed out, or token revoked, through whichever server process. `isStillAllowed` is called to find out.
 */
export async function abortWhenRevoked(caller: {
  userId: string;
  isStillAllowed: () => Promise<boolean>;
}): Promise<{ signal: AbortSignal; stop: () => void }> {
  const work = new AbortController();
  const recheck = async () => {
    try {
      if (!(await caller.isStillAllowed())) work.abort();
    } catch (error) {
      logger.warn({ err: error }, "could not check whether long work may go on");
    }
  };
  const stop = await watchAccess([caller.userId], () => void recheck());
  await recheck();
  return { signal: work.signal, stop };
}
