import fc from "fast-check";
import { expect, test } from "vitest";
import { readServerSentEvents, type ServerSentEvent } from "@/lib/client/live/server-sent-events";

async function read(chunks: readonly Uint8Array[]): Promise<ServerSentEvent[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const messages: ServerSentEvent[] = [];
  for await (const message of readServerSentEvents(body)) messages.push(message);
  return messages;
}

const text =
  ': hello\n\nid: 7\ndata: {"title":"Crème\\nbrûlée"}\n\nevent: reset\ndata:\n\r\nid: 8\r\ndata: a\r\ndata: b\r\n\r\n: ping\n\n';

test("reads ids, events and data of several lines, and skips comments", async () => {
  expect(await read([new TextEncoder().encode(text)])).toEqual([
    { event: "message", data: '{"title":"Crème\\nbrûlée"}', id: "7" },
    { event: "reset", data: "", id: null },
    { event: "message", data: "a\nb", id: "8" },
  ]);
});

test("reads the same however the bytes are cut", async () => {
  const bytes = new TextEncoder().encode(text.replaceAll("\r\n", "\n"));
  const whole = await read([bytes]);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
      const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const chunks = edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge));
      expect(await read(chunks)).toEqual(whole);
    }),
  );
});
