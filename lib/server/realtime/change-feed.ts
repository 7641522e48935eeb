import "server-only";
import { hearAnnouncements } from "../db/announcements";
import { directUrl } from "../environment/env";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { type ChangeEvents, ChangeListener } from "./change-listener";
import { ChangePublisher, readChanges } from "./change-publisher";

type Feed = {
  hearers: Set<Partial<ChangeEvents>>;
  listener: ChangeListener | null;
  stopTelling: () => void;
  starting: Promise<void>;
  isHearing: boolean;
};

const feed = oncePerProcess<Feed>("change feed", () => ({
  hearers: new Set(),
  listener: null,
  stopTelling: () => {},
  starting: Promise.resolve(),
  isHearing: false,
}));

/**
 * Calls back for every change until the returned function is called, and tells other processes of this one's for as long as
 * anybody hears. Resolves when the listener is connected, or when
 * its first attempt failed and it will try again. The connection is closed when the last caller stops.
 */
export async function hearChanges(hearer: Partial<ChangeEvents>): Promise<() => void> {
  const { hearers } = feed;
  hearers.add(hearer);
  await startListening();
  if (!feed.isHearing) hearer.onDeaf?.();
  return () => {
    hearers.delete(hearer);
    if (hearers.size === 0) stopListening();
  };
}

/** How far notices have been heard, and how that is brought up to the present, as `ChangeListener` says. */
export const hearing = {
  heardUntilMs: () => feed.listener?.heardUntilMs ?? null,
  prove: () => feed.listener?.prove(),
};

function startListening(): Promise<void> {
  const tell = (act: (hearer: Partial<ChangeEvents>) => void) => {
    for (const hearer of [...feed.hearers]) act(hearer);
  };
  if (!feed.listener) {
    feed.listener = new ChangeListener(directUrl(), {
      onVersion: (boardId, version) => tell((hearer) => hearer.onVersion?.(boardId, version)),
      onAccess: (id) => tell((hearer) => hearer.onAccess?.(id)),
      onHearing: () => {
        feed.isHearing = true;
        tell((hearer) => hearer.onHearing?.());
      },
      onDeaf: () => {
        feed.isHearing = false;
        tell((hearer) => hearer.onDeaf?.());
      },
    });
    feed.stopTelling = hearAnnouncements(tellFrom(feed.listener));
    feed.starting = feed.listener.start();
  }
  return feed.starting;
}

/** Tells of what this process has done: its own hearers at once, other processes by notices. */
function tellFrom(listener: ChangeListener): (texts: readonly string[]) => void {
  const publisher = new ChangePublisher((notices) => listener.tell(notices));
  return (texts) => {
    for (const { boardId, version } of texts.flatMap(readChanges)) {
      for (const hearer of [...feed.hearers]) hearer.onVersion?.(boardId, version);
      void publisher.publish(boardId, version);
    }
  };
}

function stopListening(): void {
  feed.stopTelling();
  void feed.listener?.stop();
  feed.listener = null;
  feed.isHearing = false;
}
