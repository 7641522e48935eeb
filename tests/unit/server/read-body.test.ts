import { expect, test } from "vitest";
import { readJson } from "@/lib/server/http/read-body";

/** A request whose body comes in these parts, and then ends or breaks off. */
function sending(parts: string[], { headers = {}, breaksOff = false } = {}): Request {
  const body = new ReadableStream({
    pull(controller) {
      const part = parts.shift();
      if (part !== undefined) controller.enqueue(new TextEncoder().encode(part));
      else if (breaksOff) controller.error(new Error("aborted"));
      else controller.close();
    },
  });
  const init = { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body };
  return new Request("http://sluice.test/", { ...init, duplex: "half" } as RequestInit);
}

const lengths = [{}, { "Content-Length": "13" }];

test.each(lengths)("a body is read whole, whether it said its length or not: %o", async (headers) => {
  const { value } = await readJson(sending(['{"words"', ':"a"}'], { headers }), 100);
  expect(value).toEqual({ words: "a" });
});

test.each(lengths)("one that breaks off is the sender's, and no fault of ours: %o", async (headers) => {
  const read = readJson(sending(['{"words"'], { headers, breaksOff: true }), 100);
  await expect(read).rejects.toMatchObject({
    code: "invalid",
    details: { errors: [{ path: "", message: expect.stringContaining("line was lost") }] },
  });
});

test.each([{}, { "Content-Length": "13" }, { "Content-Length": "5" }])(
  "one that is too large is not read: %o",
  async (headers) => {
    await expect(readJson(sending(['{"words"', ':"a"}'], { headers }), 10)).rejects.toMatchObject({
      code: "too-large",
    });
  },
);
