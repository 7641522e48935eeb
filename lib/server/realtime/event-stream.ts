import "server-only";
import { oncePerProcess } from "../lifecycle/once-per-process";

const encoder = new TextEncoder();
const maxBufferedBytes = 1024 * 1024;

/**
 * When a server ends, its readers are told to connect again after a random time of up to this many ms, so that they do
 * not all come at once.
 */
const comeBack = { from: 1_000, to: 5_000 };

const openStreams = oncePerProcess("open streams", () => ({ ends: new Set<() => void>(), isOver: false }));

/** Ends all streams, and any opened from now on, after telling each reader when to connect again. */
export function endStreams(): void {
  openStreams.isOver = true;
  for (const end of [...openStreams.ends]) end();
}

/** An open stream of server-sent events to one reader. */
export type EventStream = {
  response: Response;
  send: (message: { id: string; event: string; data: object }) => void;
  /** A comment line: keeps proxies from closing an idle connection, and shows the reader that it still works. */
  sendHeartbeat: () => void;
  close: () => void;
};

/**
 * Opens a stream of server-sent events. `onClose` is called once, whichever side ends it. A reader who takes so little
 * that a megabyte is waiting is cut off; they connect again and name their version.
 */
export function openEventStream(signal: AbortSignal, onClose: () => void): EventStream {
  let isOpen = true;
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const end = () => {
    if (!isOpen) return;
    isOpen = false;
    openStreams.ends.delete(sendAway);
    onClose();
  };
  const close = () => {
    if (!isOpen) return;
    end();
    try {
      controller.close();
    } catch {
      // The reader has gone already.
    }
  };
  const write = (text: string) => {
    if (!isOpen) return;
    if ((controller.desiredSize ?? 0) < -maxBufferedBytes) return close();
    controller.enqueue(encoder.encode(text));
  };
  const sendAway = () => {
    const { from, to } = comeBack;
    write(`retry: ${Math.round(from + Math.random() * (to - from))}\n\n`);
    close();
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      start(opened) {
        controller = opened;
      },
      cancel: end,
    },
    { highWaterMark: 0, size: (chunk) => chunk.byteLength },
  );
  signal.addEventListener("abort", close, { once: true });
  // Sent at once, so that the reader knows that the stream is open before anything happens.
  write("retry: 1000\n: connected\n\n");
  openStreams.ends.add(sendAway);
  if (openStreams.isOver) sendAway();
  return {
    response: new Response(stream, {
      headers: {
        "Content-Type": "text/event-stream; charset=utf-8",
        // `no-transform`: compression would hold events back until its buffer is full.
        "Cache-Control": "no-store, no-transform",
        "X-Accel-Buffering": "no",
      },
    }),
    send: ({ id, event, data }) => write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    sendHeartbeat: () => write(": heartbeat\n\n"),
    close,
  };
}
