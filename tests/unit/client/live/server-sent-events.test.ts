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

test("an event that does not end is given up before it fills the memory", async () => {
  const line = new TextEncoder().encode(`data: ${"x".repeat(999)}\n`);
  const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(line) });
  let bytes = 0;
  const read = async () => {
    const onBytes = () => {
      bytes += line.length;
    };
    for await (const _ of readServerSentEvents(endless, onBytes)) return;
  };
  await expect(read()).rejects.toMatchObject({ type: "max-buffer-size-exceeded" });
  expect(bytes).toBeLessThan(2_000_000);
});

test("the server's word on when to come back is heard, and a field that nobody knows is not", async () => {
  const waits: number[] = [];
  const body = new Blob(["retry: 1500\nflavour: vanilla\nretry: soon\ndata: a\n\n"]).stream();
  for await (const _ of readServerSentEvents(body, undefined, (ms) => waits.push(ms)));
  expect(waits).toEqual([1500]);
});
