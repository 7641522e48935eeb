import "server-only";
import type { BoardEvent } from "@/lib/contracts/activity";

/** A reader of one board's event stream. `version`: the newest version that was sent to them. */
export type Follower = {
  version: number;
  send: (event: BoardEvent) => void;
  /** Ends the stream. The reader may connect again and name its version; it is then sent what came after. */
  close: () => void;
};

/**
 * Reads the events after a version from the database, oldest first, one batch per call. Null when the board is gone.
 */
export type ReadEvents = (after: number) => Promise<BoardEvent[] | null>;

/**
 * All readers of one board in this server process. New events are read from the database once and sent to every reader,
 * so that the cost of a change does not grow with the number of readers. Each reader gets every version once, in order.
 */
export class BoardChannel {
  private readonly followers = new Set<Follower>();
  private readonly arriving = new Set<Follower>();
  /** The newest version that was announced, whether its event has been read yet or not, and how often any was. */
  private announced = 0;
  private announcements = 0;
  /** The newest version that was sent to `followers`. */
  private delivered = 0;
  private isReading = false;
  private mustReadAgain = false;

  constructor(private readonly read: ReadEvents) {}

  /** Whether the channel can be thrown away: nobody follows, and nobody is still being sent what they missed. */
  get isEmpty(): boolean {
    return this.followers.size === 0 && this.arriving.size === 0;
  }

  /**
   * Keeps the channel alive for a reader who will join. Call it before the first `await`, or another reader who leaves
   * in between takes the channel away.
   */
  expect(follower: Follower): void {
    this.arriving.add(follower);
  }

  /**
   * Sends what the reader missed, until they are up to date; from then on they get new events with everybody else. No
   * version is skipped and none is sent twice.
   */
  async join(follower: Follower, isGone: () => boolean): Promise<void> {
    while (!isGone()) {
      const { announcements } = this;
      const missed = await this.read(follower.version);
      if (missed === null) return follower.close();
      for (const event of missed) deliver(follower, event);
      const isPassed = this.announcements > announcements && follower.version < this.announced;
      if (missed.length > 0 || isPassed) continue;
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

  /**
   * Reads and sends the events up to a version that is said to be there; does nothing if they were sent already. Rejects
   * when they cannot be read; it is to be announced again then.
   */
  async announce(version: number): Promise<void> {
    this.announced = Math.max(this.announced, version);
    this.announcements++;
    if (this.followers.size === 0 || version <= this.delivered) return;
    if (this.isReading) {
      this.mustReadAgain = true;
      return;
    }
    this.isReading = true;
    try {
      do {
        this.mustReadAgain = false;
        await this.readNew();
      } while (this.mustReadAgain);
    } finally {
      this.isReading = false;
    }
  }

  /** Until nothing is missing of what was announced, or nothing more is there. */
  private async readNew(): Promise<void> {
    while (this.delivered < this.announced) {
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
