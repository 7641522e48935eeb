import "server-only";
import { hearAnnouncements } from "../db/announcements";
import { directUrl } from "../environment/env";
import { type ChangeEvents, ChangeListener } from "./change-listener";
import { ChangePublisher, readChanges } from "./change-publisher";

type Feed = {
  hearers: Set<Partial<ChangeEvents>>;
  listener: ChangeListener | null;
  stopTelling: () => void;
  starting: Promise<void>;
  isHearing: boolean;
};

// Kept on globalThis: the bundler may load this module several times, and the process needs one listener.
const kept = globalThis as { sluiceChangeFeed?: Feed };

function feed(): Feed {
  kept.sluiceChangeFeed ??= {
    hearers: new Set(),
    listener: null,
    stopTelling: () => {},
    starting: Promise.resolve(),
    isHearing: false,
  };
  return kept.sluiceChangeFeed;
}

/**
 * Calls back for every change until the returned function is called, and tells other processes of this one's for as long as
 * anybody hears. Resolves when the listener is connected, or when
 * its first attempt failed and it will try again. The connection is closed when the last caller stops.
 */
export async function hearChanges(hearer: Partial<ChangeEvents>): Promise<() => void> {
  const { hearers } = feed();
  hearers.add(hearer);
  await startListening();
  if (!feed().isHearing) hearer.onDeaf?.();
  return () => {
    hearers.delete(hearer);
    if (hearers.size === 0) stopListening();
  };
}

/** How far notices have been heard, and how that is brought up to the present, as `ChangeListener` says. */
export const hearing = {
  heardUntilMs: () => feed().listener?.heardUntilMs ?? null,
  prove: () => feed().listener?.prove(),
};

function startListening(): Promise<void> {
  const shared = feed();
  const tell = (act: (hearer: Partial<ChangeEvents>) => void) => {
    for (const hearer of [...shared.hearers]) act(hearer);
  };
  if (!shared.listener) {
    shared.listener = new ChangeListener(directUrl(), {
      onVersion: (boardId, version) => tell((hearer) => hearer.onVersion?.(boardId, version)),
      onAccess: (id) => tell((hearer) => hearer.onAccess?.(id)),
      onHearing: () => {
        shared.isHearing = true;
        tell((hearer) => hearer.onHearing?.());
      },
      onDeaf: () => {
        shared.isHearing = false;
        tell((hearer) => hearer.onDeaf?.());
      },
    });
    shared.stopTelling = hearAnnouncements(tellFrom(shared.listener));
    shared.starting = shared.listener.start();
  }
  return shared.starting;
}

/** Tells of what this process has done: its own hearers at once, other processes by notices. */
function tellFrom(listener: ChangeListener): (texts: readonly string[]) => void {
  const publisher = new ChangePublisher((notices) => listener.tell(notices));
  return (texts) => {
    for (const { boardId, version } of texts.flatMap(readChanges)) {
      for (const hearer of [...feed().hearers]) hearer.onVersion?.(boardId, version);
      void publisher.publish(boardId, version);
    }
  };
}

function stopListening(): void {
  const shared = feed();
  shared.stopTelling();
  void shared.listener?.stop();
  shared.listener = null;
  shared.isHearing = false;
}
