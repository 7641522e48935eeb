import { releaseHeader, releaseMeta } from "@/lib/contracts/release";

/** As much of a BroadcastChannel as is used here. */
type Channel = Pick<BroadcastChannel, "postMessage" | "onmessage">;

/**
 * Which release the server runs, told by each of its answers, beside the one that made this page. A page that is older
 * goes on as it is: nothing is loaded by force.
 */
export class ReleaseWatch {
  private newer: string | null = null;
  private readonly listeners = new Set<() => void>();

  /** `own`: the release that made the page; null where that is not known, and then nothing is ever newer. */
  constructor(
    private readonly own: string | null,
    /** To the other tabs, which may ask the server nothing for hours. */
    private readonly channel: Channel | null = null,
  ) {
    if (channel) channel.onmessage = ({ data }) => this.take(data);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The other release that the server runs by now; null while it is the page's own. */
  readonly getNewer = (): string | null => this.newer;

  /** What an answer said; null when it said nothing, as those of a proxy do. */
  note(told: string | null): void {
    if (this.take(told)) this.channel?.postMessage(told);
  }

  private take(told: unknown): boolean {
    if (!this.own || typeof told !== "string" || told === "" || told === this.own || told === this.newer)
      return false;
    this.newer = told;
    for (const listener of this.listeners) listener();
    return true;
  }
}

/** The release that made this page; null outside of a browser. Read once: a page stays what it is. */
export const pageRelease = readPageRelease();

/** The watch of this page. */
export const releaseWatch = new ReleaseWatch(
  pageRelease,
  typeof window === "undefined" || typeof BroadcastChannel === "undefined"
    ? null
    : new BroadcastChannel("sluice-release"),
);

/** Notes of any answer of the server which release gave it. */
export function noteRelease(headers: { get(name: string): string | null }): void {
  releaseWatch.note(headers.get(releaseHeader));
}

/** Whether an answer was given by the release that made this page. */
export function isOwnRelease(headers: { get(name: string): string | null }): boolean {
  return pageRelease !== null && headers.get(releaseHeader) === pageRelease;
}

/** Whether the server has been updated since this page was made. */
export function isOutdated(): boolean {
  return releaseWatch.getNewer() !== null;
}

function readPageRelease(): string | null {
  if (typeof document === "undefined") return null;
  return document.querySelector<HTMLMetaElement>(`meta[name="${releaseMeta}"]`)?.content || null;
}
