import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { defineRoute, type Route } from "@/lib/server/api/define-route";
import { createApi } from "@/lib/server/api/router";
import { createInside, handOverApi, takeOverApi } from "@/lib/server/http/api-in-front";
import { bodyCapOf } from "@/lib/server/http/body-cap";
import { createBoundedServer } from "@/lib/server/http/bounded-server";
import { parseTrustedProxies } from "@/lib/server/http/client-address";
import { drain } from "@/lib/server/http/drain";
import { createFrontDoor } from "@/lib/server/http/front-door";
import { Gate } from "@/lib/server/http/gate";
import { openEventStream } from "@/lib/server/realtime/event-stream";

// The API behind the front door as `npm start` serves it, over a real line; in place of the framework stands one who notes
// that it was asked.

const routes: Route[] = [];
const askFramework = vi.fn();
let gate: Gate;
let server: Server;
let port: number;

/** What a route was asked, kept by the test that defines it. */
function serveRoutes(...those: Route[]): void {
  routes.splice(0, routes.length, ...those);
  const inside = createInside(createApi(routes), (request, response) => {
    askFramework(request.url);
    response.end("a page");
  });
  gate = new Gate(() => ({ words: "Starting", since: 0 }));
  gate.open();
  const admit = createFrontDoor({
    trust: parseTrustedProxies(""),
    publicUrl: null,
    findMethods: () => null,
    findRelease: () => "release-1",
    onUnlistedProxy: () => {},
  });
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    if (admit(request, response) && gate.admit(request, response)) inside(request, response);
  });
}

beforeEach(async () => {
  askFramework.mockClear();
  server = createBoundedServer(() => {});
  serveRoutes();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

/** A line to the server, and all that it has said so far. */
function dial(): { socket: Socket; said: () => string; ended: Promise<unknown> } {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.setEncoding("latin1").on("data", (part: string) => {
    text += part;
  });
  socket.on("error", () => {});
  socket.on("end", () => socket.end());
  return { socket, said: () => text, ended: once(socket, "close") };
}

const head = (line: string, ...headers: string[]) =>
  `${[`${line} HTTP/1.1`, "Host: board.example", ...headers].join("\r\n")}\r\n\r\n`;

/** Sends this, and hears the answer until the other side ends. */
async function say(...parts: (string | Buffer)[]): Promise<string> {
  const { socket, said, ended } = dial();
  for (const part of parts) if (!socket.destroyed) socket.write(part);
  await ended;
  return said();
}
const ask = (line: string, ...headers: string[]) => say(head(line, "Connection: close", ...headers));
const bodyOf = (answer: string) => JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4));
const chunk = (bytes: number) =>
  Buffer.concat([Buffer.from(`${bytes.toString(16)}\r\n`), Buffer.alloc(bytes, 97), Buffer.from("\r\n")]);

const echo = defineRoute({
  method: "post",
  path: "/echo",
  summary: "What was sent",
  access: "public",
  body: z.looseObject({}),
  answer: z.unknown(),
  handler: async ({ body }) => body,
});

describe("what is the API's is answered without the framework", () => {
  test("an address that is none, as a problem with the headers of every answer", async () => {
    for (const path of [
      "/api/v1",
      "/api/v1/nothing",
      "/api/v1//echo",
      "/api/v1/../nothing",
      "/api/v1/%2e%2e/a",
    ]) {
      const answer = await ask(`GET ${path}`);
      expect(answer, path).toMatch(/^HTTP\/1\.1 404 /);
      expect(answer).toMatch(/content-type: application\/problem\+json/i);
      expect(bodyOf(answer)).toMatchObject({
        code: "not-found",
        detail: "There is nothing at this address.",
      });
      expect(answer).toContain("X-Content-Type-Options: nosniff");
      expect(answer).toContain("X-Sluice-Release: release-1");
    }
    expect(askFramework).not.toHaveBeenCalled();
  });

  test("a method that the address does not take, of other protocols, too", async () => {
    serveRoutes(echo);
    for (const method of ["GET", "PUT", "DELETE", "PROPFIND", "TRACE"]) {
      const answer = await ask(`${method} /api/v1/echo`);
      expect(answer).toMatch(/^HTTP\/1\.1 405 /);
      expect(answer).toMatch(/allow: POST, OPTIONS/i);
      expect(bodyOf(answer).code).toBe("method-not-allowed");
    }
    expect(await ask("OPTIONS /api/v1/echo")).toMatch(/^HTTP\/1\.1 204 [\s\S]*allow: POST, OPTIONS/i);
    expect(askFramework).not.toHaveBeenCalled();
  });

  test("a body, announced or not", async () => {
    serveRoutes(echo);
    const line = head("POST /api/v1/echo", "Connection: close", "Content-Type: application/json");
    const announced = line.replace("\r\n\r\n", "\r\nContent-Length: 9\r\n\r\n");
    const chunked = line.replace("\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n");
    expect(bodyOf(await say(announced, '{"a":"b"}'))).toEqual({ a: "b" });
    expect(await say(chunked, '4\r\n{"a"\r\n', '5\r\n:"b"}\r\n0\r\n\r\n')).toContain('{"a":"b"}');
  });

  test("everything else is the framework's", async () => {
    for (const path of ["/", "/boards/1", "/api/v10", "/_next/static/a.js"]) await ask(`GET ${path}`);
    expect(askFramework.mock.calls.flat()).toEqual(["/", "/boards/1", "/_next/static/a.js"]);
  });

  test("a fault is a problem, and says nothing of itself", async () => {
    const broken = { ...echo, handler: () => Promise.reject(new Error("secret")) };
    serveRoutes(broken);
    const answer = await ask("POST /api/v1/echo");
    expect(answer).toMatch(/^HTTP\/1\.1 500 /);
    expect(bodyOf(answer).code).toBe("internal");
    expect(answer).not.toContain("secret");
  });
});

describe("what the front door says of a request is all that a route hears", () => {
  const forged = [
    "X-Sluice-Address: 192.0.2.1",
    "X-Forwarded-For: 192.0.2.2",
    "X-Sluice-Origin: http://evil.example",
    "Forwarded: for=192.0.2.3",
    "X-Real-IP: 192.0.2.4",
  ];

  test("by name, in a row, and after the body was read", async () => {
    const heard: Headers[] = [];
    const listening = defineRoute({
      ...echo,
      takes: "file",
      handler: async ({ request }: { request: Request }) => {
        const byName = new Headers();
        for (const name of [
          "x-sluice-address",
          "x-sluice-origin",
          "x-forwarded-for",
          "forwarded",
          "x-real-ip",
        ]) {
          const value = request.headers.get(name);
          if (value !== null) byName.set(name, value);
        }
        await request.clone().text();
        heard.push(byName, request.headers, new Headers(request.headers));
        return {};
      },
    } as unknown as Route);
    serveRoutes(listening);
    const answer = await say(
      head("POST /api/v1/echo", "Connection: close", "Content-Length: 2", ...forged),
      "{}",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(heard).toHaveLength(3);
    for (const headers of heard) {
      expect(headers.get("x-sluice-address")).toBe("127.0.0.1");
      expect(headers.get("x-forwarded-for")).toBe("127.0.0.1");
      expect(headers.get("x-sluice-origin")).toBe("http://board.example");
      expect([headers.get("forwarded"), headers.get("x-real-ip")]).toEqual([null, null]);
    }
  });
});

describe("a body has its cap", () => {
  const { bytes: cap } = bodyCapOf("/api/v1/echo");
  const fill = { ...echo, maxBodyBytes: cap };

  test("what says that it is larger is not begun; what does not is stopped at the cap", async () => {
    serveRoutes(fill);
    const type = "Content-Type: application/json";
    const announced = await say(head("POST /api/v1/echo", type, `Content-Length: ${cap + 1}`));
    expect(announced).toMatch(/^HTTP\/1\.1 413 /);
    const parts = Array.from({ length: 9 }, () => chunk(cap / 8));
    const chunked = await say(head("POST /api/v1/echo", type, "Transfer-Encoding: chunked"), ...parts);
    expect(chunked).toMatch(/^HTTP\/1\.1 413 /);
    expect(bodyOf(chunked).code).toBe("too-large");
  });

  test("one that a route refuses before it has come closes the line, and the answer is not lost", async () => {
    serveRoutes({ ...echo, maxBodyBytes: 10 });
    const answer = await say(
      head("POST /api/v1/echo", "Content-Type: application/json", "Content-Length: 1000000"),
      Buffer.alloc(500_000),
      Buffer.alloc(400_000),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/connection: close/i);
  });

  test("a file is read as it comes", async () => {
    let bytes = 0;
    const upload = {
      ...echo,
      takes: "file" as const,
      handler: async ({ request }: { request: Request }) => {
        const reader = request.body?.getReader();
        for (let read = await reader?.read(); read && !read.done; read = await reader?.read())
          bytes += read.value.byteLength;
        return { bytes };
      },
    };
    serveRoutes(upload);
    const { socket, said, ended } = dial();
    socket.write(head("POST /api/v1/echo", "Connection: close", "Content-Length: 3000000"));
    socket.write(Buffer.alloc(1_000_000));
    await expect.poll(() => bytes).toBe(1_000_000);
    socket.write(Buffer.alloc(2_000_000));
    await ended;
    expect(bodyOf(said())).toEqual({ bytes: 3_000_000 });
  });

  test("one that breaks off is an error for its reader, never the whole", async () => {
    let outcome = "";
    const upload = {
      ...echo,
      takes: "file" as const,
      handler: async ({ request }: { request: Request }) => {
        outcome = await request.text().then(
          () => "whole",
          () => "broken off",
        );
        return {};
      },
    };
    serveRoutes(upload);
    const { socket } = dial();
    socket.write(head("POST /api/v1/echo", "Content-Length: 100"));
    socket.write("half", () => setImmediate(() => socket.destroy()));
    await expect.poll(() => outcome).toBe("broken off");
  });
});

describe("an answer that goes on", () => {
  type Stream = ReturnType<typeof openEventStream>;

  /** A stream that has begun, how to send into it, and whether its other end has been let go. */
  async function follow() {
    const closed = vi.fn();
    let stream: Stream | null = null;
    const events = defineRoute({
      method: "get",
      path: "/events",
      summary: "Events",
      access: "public",
      answer: "text/event-stream",
      handler: async ({ request }) => {
        stream = openEventStream(request.signal, closed);
        return stream.response;
      },
    });
    serveRoutes(events);
    const line = dial();
    line.socket.write(head("GET /api/v1/events"));
    await expect.poll(line.said).toContain(": connected");
    return { ...line, closed, send: (id: string) => stream?.send({ id, event: "change", data: { id } }) };
  }

  test("each part is sent when it is there", async () => {
    const { socket, said, send } = await follow();
    send("1");
    await expect.poll(said).toContain('data: {"id":"1"}');
    send("2");
    await expect.poll(said).toContain('data: {"id":"2"}');
    expect(said()).toMatch(/content-type: text\/event-stream/i);
    socket.destroy();
  });

  test("a reader who goes ends it", async () => {
    const { socket, closed } = await follow();
    expect(closed).not.toHaveBeenCalled();
    socket.destroy();
    await expect.poll(() => closed.mock.calls.length).toBe(1);
  });

  test("who goes before the answer aborts the request", async () => {
    let signal: AbortSignal | null = null;
    const slow = {
      ...echo,
      handler: ({ request }: { request: Request }) =>
        new Promise((resolve) => {
          signal = request.signal;
          signal.addEventListener("abort", () => resolve({}));
        }),
    };
    serveRoutes(slow);
    const { socket } = dial();
    socket.write(head("POST /api/v1/echo", "Content-Length: 0"));
    await expect.poll(() => signal?.aborted).toBe(false);
    socket.destroy();
    await expect.poll(() => signal?.aborted).toBe(true);
  });
});

describe("a server that ends", () => {
  const times = { notice: 10, patience: 200, cut: 50, farewell: 200 };
  const work = { endStreams: () => {}, interrupt: async () => {} };

  test("answers what is under way, and tells what it had to cut", async () => {
    const answers: ((value: unknown) => void)[] = [];
    serveRoutes({ ...echo, handler: () => new Promise((resolve) => answers.push(resolve)) });
    const asked = [dial(), dial()];
    for (const { socket } of asked) socket.write(head("POST /api/v1/echo", "Content-Length: 0"));
    await expect.poll(() => answers.length).toBe(2);
    const drained = drain(server, gate, work, new AbortController().signal, times);
    answers[0]?.({ answered: true });
    expect(await drained).toBe(1);
    await Promise.all(asked.map(({ ended }) => ended));
    const [answered, cut] = asked.map(({ said }) => said()).sort();
    expect(answered).toMatch(/^HTTP\/1\.1 200 [\s\S]*connection: close[\s\S]*answered/i);
    expect(cut).toMatch(/^HTTP\/1\.1 503 [\s\S]*"code":"interrupted"/);
  });
});

describe("the API is handed over once by the framework", () => {
  test("who waits for it is given up with the start", async () => {
    const stopping = new AbortController();
    const waiting = takeOverApi(stopping.signal);
    stopping.abort();
    await expect(waiting).rejects.toThrow();
  });

  test("it is had as soon as it is there, by whoever asked before", async () => {
    const api = createApi([]);
    const { signal } = new AbortController();
    const waiting = takeOverApi(signal);
    handOverApi(api);
    expect([await waiting, await takeOverApi(signal)]).toEqual([api, api]);
  });
});
