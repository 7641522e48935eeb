import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBoundedServer } from "@/lib/server/http/bounded-server";

const fault = new Error("thrown by the listener");
const onFault = vi.fn();
const server = createBoundedServer((request, response) => {
  if (request.url === "/fault") {
    response.writeHead(200, { "Content-Length": 10 });
    throw fault;
  }
  response.end("answered");
}, onFault);

beforeEach(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

test.each(["", "Expect: 100-continue\r\nContent-Length: 2\r\n"])(
  "a request at which the listener throws is not left waiting, and others are answered: %j",
  async (headers) => {
    const ask = async (path: string) => {
      const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
      socket.setEncoding("latin1").on("error", () => {});
      let said = "";
      socket.on("data", (part: string) => {
        said += part;
        if (said.endsWith("answered")) socket.destroy();
      });
      socket.write(`POST ${path} HTTP/1.1\r\nHost: board.example\r\n${headers}\r\n`);
      await once(socket, "close");
      return said;
    };
    onFault.mockReset();
    expect(await ask("/fault")).not.toContain("100 Continue");
    expect(onFault.mock.calls).toEqual([[fault]]);
    expect(await ask("/")).toContain("answered");
  },
);
