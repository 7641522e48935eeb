import "server-only";

const encoder = new TextEncoder();
const maxBufferedBytes = 1024 * 1024;

/** Readers of a server that ends come back within this time, each at another instant, in milliseconds. */
const comeBack = { from: 1_000, to: 5_000 };

// Kept on globalThis: two routes open streams, and the bundler may load this module for each.
const kept = globalThis as { sluiceOpenStreams?: { ends: Set<() => void>; isOver: boolean } };

function openStreams() {
  kept.sluiceOpenStreams ??= { ends: new Set(), isOver: false };
  return kept.sluiceOpenStreams;
}

/** Tells every reader when to come back, and ends their streams, and those that are opened from now on. */
export function endStreams(): void {
  const streams = openStreams();
  streams.isOver = true;
  for (const end of [...streams.ends]) end();
}

/** Server-sent events to one reader. */
export type EventStream = {
  response: Response;
  send: (message: { id: string; event: string; data: object }) => void;
  /** A comment: keeps proxies from closing a silent line, and lets the reader notice a dead one. */
  sendHeartbeat: () => void;
  close: () => void;
};

/**
 * Opens a stream of server-sent events; `onClose` is called once, whoever ends it.
 *
 * A reader that does not keep up is cut off when a megabyte waits for it: it comes back and goes on after its version.
 */
export function openEventStream(signal: AbortSignal, onClose: () => void): EventStream {
  let isOpen = true;
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const end = () => {
    if (!isOpen) return;
    isOpen = false;
    openStreams().ends.delete(sendAway);
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
  // At once, so that the reader knows that it is connected although nothing happens.
  write("retry: 1000\n: connected\n\n");
  openStreams().ends.add(sendAway);
  if (openStreams().isOver) sendAway();
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
