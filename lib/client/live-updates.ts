import { type BoardEvent, boardEvent } from "@/lib/contracts/activity";
import { readServerSentEvents } from "./server-sent-events";

/** `ended`: the board can no longer be read by this person, or nobody is signed in; trying again is of no use. */
export type ConnectionState = "connecting" | "live" | "reconnecting" | "ended";

export type FollowOptions = {
  boardId: string;
  /** Version after which events are wanted; asked anew for every connection. */
  getVersion: () => number;
  onEvent: (event: BoardEvent) => void;
  onState: (state: ConnectionState) => void;
  /** The server no longer has the events in between: read the board again, then the stream goes on from there. */
  onTooFarBehind: () => Promise<void>;
};

const firstDelayMs = 500;
const longestDelayMs = 15_000;
/** The server speaks at least every 20 s, if only by a comment; a silent line is a dead one. */
const longestSilenceMs = 45_000;

/**
 * Follows a board's live events until the returned function is called.
 *
 * A fetch and not the browser's EventSource: the first connection must already say after which version it wants to
 * go on, a refused connection must tell why, and a line that died without a word must be noticed.
 */
export function followBoard(options: FollowOptions): () => void {
  const ended = new AbortController();
  const wake = new EventTarget();
  const wakeUp = () => wake.dispatchEvent(new Event("wake"));
  window.addEventListener("online", wakeUp, { signal: ended.signal });
  document.addEventListener("visibilitychange", wakeUp, { signal: ended.signal });
  void keepConnected(options, ended.signal, wake);
  return () => ended.abort();
}

async function keepConnected(options: FollowOptions, ended: AbortSignal, wake: EventTarget): Promise<void> {
  let delayMs = firstDelayMs;
  options.onState("connecting");
  while (!ended.aborted) {
    const outcome = await connectOnce(options, ended).catch(() => "lost" as const);
    if (ended.aborted) return;
    if (outcome === "forbidden") return options.onState("ended");
    options.onState("reconnecting");
    if (outcome === "too-far-behind") await options.onTooFarBehind().catch(() => undefined);
    if (outcome === "closed") delayMs = firstDelayMs;
    // Spread out, so that a server that comes back is not met by everybody at once.
    await pause(delayMs * (0.5 + Math.random()), ended, wake);
    delayMs = Math.min(longestDelayMs, delayMs * 2);
  }
}

type Outcome = "closed" | "lost" | "forbidden" | "too-far-behind";

async function connectOnce(options: FollowOptions, ended: AbortSignal): Promise<Outcome> {
  const silence = new AbortController();
  const signal = AbortSignal.any([ended, silence.signal]);
  let timer = setTimeout(() => silence.abort(), longestSilenceMs);
  try {
    const response = await fetch(`/api/v1/boards/${options.boardId}/events`, {
      headers: { Accept: "text/event-stream", "Last-Event-ID": String(options.getVersion()) },
      cache: "no-store",
      signal,
    });
    if ([401, 403, 404].includes(response.status)) return "forbidden";
    if (response.status === 410) return "too-far-behind";
    if (!response.ok || !response.body) return "lost";
    options.onState("live");
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), longestSilenceMs);
    };
    for await (const message of readServerSentEvents(response.body, heard)) {
      if (message.event === "reset") return "too-far-behind";
      const event = boardEvent.safeParse(parseJson(message.data));
      if (event.success) options.onEvent(event.data);
    }
    return "closed";
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function pause(delayMs: number, ended: AbortSignal, wake: EventTarget): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    const go = () => {
      clearTimeout(timer);
      resolve();
    };
    wake.addEventListener("wake", go, { once: true });
    ended.addEventListener("abort", go, { once: true });
  });
}
