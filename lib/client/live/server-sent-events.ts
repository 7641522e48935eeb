import { createParser } from "eventsource-parser";

export type ServerSentEvent = { event: string; data: string; id: string | null };

/** What one event may hold, characters; that of a card has a few thousand. */
const maxEventLength = 1_000_000;

/**
 * Messages of a `text/event-stream` body, as the HTML standard splits them.
 *
 * `onBytes` is called for whatever arrives, comments too; `onRetry` when the server says after how many milliseconds to come
 * back once the stream has ended. Ends when the stream does; throws when it breaks, or when an event does not end in
 * `maxEventLength` characters.
 */
export async function* readServerSentEvents(
  body: ReadableStream<Uint8Array>,
  onBytes: () => void = () => undefined,
  onRetry: (afterMs: number) => void = () => undefined,
): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let arrived: ServerSentEvent[] = [];
  const parser = createParser({
    maxBufferSize: maxEventLength,
    onEvent: ({ event = "message", data, id = null }) => arrived.push({ event, data, id }),
    onRetry,
    onError: (error) => {
      if (error.type === "max-buffer-size-exceeded") throw error;
    },
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      parser.feed(decoder.decode(value, { stream: true }));
      yield* arrived;
      arrived = [];
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
