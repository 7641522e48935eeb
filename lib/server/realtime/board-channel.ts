import "server-only";
import type { BoardEvent } from "@/lib/contracts/activity";

/** Somebody who follows a board. `version`: the newest one they have been sent. */
export type Follower = {
  version: number;
  send: (event: BoardEvent) => void;
  /** Ends the stream; the follower may come back and go on after its version. */
  close: () => void;
};

const readAgainMs = 1_000;

/** Reads what happened after a version, oldest first, a batch at a time; null when the board is gone. */
export type ReadEvents = (after: number) => Promise<BoardEvent[] | null>;

/**
 * The followers of one board in this process. What happened is read once, however many follow; each follower gets
 * every version once and in order.
 */
export class BoardChannel {
  private readonly followers = new Set<Follower>();
  private readonly arriving = new Set<Follower>();
  /** Newest version that has been heard of, read or not. */
  private announced = 0;
  /** Newest version that has been read for those who follow live. */
  private delivered = 0;
  private isReading = false;
  private mustReadAgain = false;

  constructor(private readonly read: ReadEvents) {}

  /** Whether nobody follows or is about to. One who leaves must not take the channel from one who is still catching up. */
  get isEmpty(): boolean {
    return this.followers.size === 0 && this.arriving.size === 0;
  }

  /** Says that somebody will join; to be called at once, before anything is waited for. */
  expect(follower: Follower): void {
    this.arriving.add(follower);
  }

  /** Sends what the follower has missed, then lets it follow live, without a gap and without a repeat between. */
  async join(follower: Follower, isGone: () => boolean): Promise<void> {
    while (!isGone()) {
      const missed = await this.read(follower.version);
      if (missed === null) return follower.close();
      for (const event of missed) deliver(follower, event);
      if (missed.length > 0 || follower.version < this.announced) continue;
      if (this.followers.size === 0) this.delivered = follower.version;
      if (!isGone()) this.followers.add(follower);
      this.arriving.delete(follower);
      return;
    }
  }

  leave(follower: Follower): void {
    this.followers.delete(follower);
    this.arriving.delete(follower);
  }

  /** A version was announced; reads it unless it has been read already. */
  announce(version: number): void {
    this.announced = Math.max(this.announced, version);
    // A change is announced once, so that one which cannot be read now is read later.
    if (this.announced > this.delivered)
      this.catchUp().catch(() => setTimeout(() => this.announce(version), readAgainMs).unref());
  }

  /** Reads whatever is new, announced or not. */
  async catchUp(): Promise<void> {
    if (this.followers.size === 0) return;
    if (this.isReading) {
      this.mustReadAgain = true;
      return;
    }
    this.isReading = true;
    try {
      do {
        this.mustReadAgain = false;
        await this.readOnce();
      } while (this.mustReadAgain);
    } finally {
      this.isReading = false;
    }
  }

  private async readOnce(): Promise<void> {
    for (;;) {
      const events = await this.read(this.delivered);
      if (events === null) {
        for (const follower of [...this.followers]) follower.close();
        return;
      }
      if (events.length === 0) return;
      for (const event of events) {
        this.delivered = Math.max(this.delivered, event.version);
        for (const follower of [...this.followers]) deliver(follower, event);
      }
    }
  }
}

function deliver(follower: Follower, event: BoardEvent): void {
  if (event.version <= follower.version) return;
  follower.version = event.version;
  follower.send(event);
}
