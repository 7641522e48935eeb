export type ServerSentEvent = { event: string; data: string; id: string | null };

/**
 * Messages of a `text/event-stream` body, as the HTML standard splits them; lines may end in LF or CRLF.
 *
 * `onBytes` is called for whatever arrives, comments too; `onRetry` when the server says after how many milliseconds to come
 * back once the stream has ended. Ends when the stream does; throws when it breaks.
 */
export async function* readServerSentEvents(
  body: ReadableStream<Uint8Array>,
  onBytes: () => void = () => undefined,
  onRetry: (afterMs: number) => void = () => undefined,
): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      rest += decoder.decode(value, { stream: true });
      const blocks = rest.split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const message = parseBlock(block, onRetry);
        if (message) yield message;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parseBlock(block: string, onRetry: (afterMs: number) => void): ServerSentEvent | null {
  const data: string[] = [];
  let event = "message";
  let id: string | null = null;
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon === 0) continue;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id") id = value;
    else if (field === "retry" && /^\d+$/.test(value)) onRetry(Number(value));
  }
  return data.length > 0 || event !== "message" ? { event, data: data.join("\n"), id } : null;
}
