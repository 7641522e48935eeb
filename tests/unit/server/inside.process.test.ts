import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import {
  type IncomingHttpHeaders,
  type RequestListener,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { brotliDecompressSync, createBrotliDecompress, gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { JsonText } from "@/lib/contracts/json-text";
import { defineRoute, type Route } from "@/lib/server/api/define-route";
import { createApi } from "@/lib/server/api/router";
import { bodyCapOf } from "@/lib/server/http/body-cap";
import { createBoundedServer } from "@/lib/server/http/bounded-server";
import { parseTrustedProxies } from "@/lib/server/http/client-address";
import { csvResponse } from "@/lib/server/http/csv-response";
import { drain } from "@/lib/server/http/drain";
import { taggedResponse } from "@/lib/server/http/entity-tag";
import { createFrontDoor } from "@/lib/server/http/front-door";
import { Gate } from "@/lib/server/http/gate";
import { handOverApi, takeOverApi } from "@/lib/server/http/handed-api";
import { createInside } from "@/lib/server/http/inside";
import { isLogged } from "@/lib/server/logging/logged-error";
import { logger } from "@/lib/server/logging/logger";
import { openEventStream } from "@/lib/server/realtime/event-stream";
import { compressStatic } from "../../../scripts/compress-static.mjs";

// The API behind the front door as `npm start` serves it, over a real line; in place of the framework stands one who notes
// that it was asked.

const staticFolder = mkdtempSync(join(tmpdir(), "sluice-static-"));
const answerPage = vi.fn<RequestListener>();
let gate: Gate;
let server: Server;
let port: number;

function serveRoutes(...routes: Route[]): void {
  const inside = createInside({ answerPage, built: { api: createApi(routes), staticFolder } });
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
  answerPage.mockReset().mockImplementation((_, response) => void response.end("a page"));
  server = createBoundedServer(
    () => {},
    () => {},
  );
  serveRoutes();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});
afterAll(() => rmSync(staticFolder, { recursive: true }));

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
    expect(answerPage).not.toHaveBeenCalled();
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
    expect(answerPage).not.toHaveBeenCalled();
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
    for (const path of ["/", "/boards/1", "/api/v10", "/_next/data"]) await ask(`GET ${path}`);
    expect(answerPage.mock.calls.map(([{ url }]) => url)).toEqual(["/", "/boards/1", "/_next/data"]);
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

/** A route that answers with events as they come. */
const eventsRoute = (open: (request: Request) => ReturnType<typeof openEventStream>) =>
  defineRoute({
    method: "get",
    path: "/events",
    summary: "Events",
    access: "public",
    answer: "text/event-stream",
    handler: async ({ request }) => open(request).response,
  });

describe("an answer that goes on", () => {
  type Stream = ReturnType<typeof openEventStream>;

  /** A stream that has begun, how to send into it, and whether its other end has been let go. */
  async function follow() {
    const closed = vi.fn();
    let stream: Stream | null = null;
    const events = eventsRoute((request) => {
      stream = openEventStream(request.signal, closed);
      return stream;
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

/** An answer with its body as it came over the line. */
function fetchRaw(path: string, headers: Record<string, string> = {}, method = "GET") {
  return new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>(
    (resolve, reject) => {
      const question = request({ port, path, method, headers, agent: false }, (answer) => {
        const { statusCode: status, headers: said } = answer;
        answer
          .toArray()
          .then((parts) => resolve({ status, headers: said, body: Buffer.concat(parts) }), reject);
      });
      question.on("error", reject).end();
    },
  );
}

const unpack: Record<string, (packed: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync };

describe("a long answer is packed as its reader takes it", () => {
  const text = { words: "Sluice ".repeat(5_000) };
  const long = defineRoute({
    method: "get",
    path: "/long",
    summary: "Much",
    access: "public",
    answer: z.object({ words: z.string() }),
    handler: async () => text,
  });

  test.each([
    ["gzip, deflate, br", "br"],
    ["br;q=0.5, gzip;q=0.1", "br"],
    ["gzip, br;q=0", "gzip"],
    ["zstd, gzip", "gzip"],
    ["identity", undefined],
  ])("%s", async (encodings, chosen) => {
    serveRoutes(long);
    const { headers, body } = await fetchRaw("/api/v1/long", { "Accept-Encoding": encodings });
    expect(headers["content-encoding"]).toBe(chosen);
    expect(headers.vary).toMatch(/accept-encoding/i);
    expect(JSON.parse((chosen ? unpack[chosen]?.(body) : body)?.toString() ?? "")).toEqual(text);
    if (chosen) expect(body.byteLength).toBeLessThan(1_000);
  });

  test("a page of the framework, too, part by part", async () => {
    let end = () => {};
    answerPage.mockImplementation((_, response) => {
      response.writeHead(200, { "Content-Type": "text/html" });
      response.write("<p>first");
      (response as ServerResponse & { flush(): void }).flush();
      end = () => response.end("second");
    });
    const parts: Buffer[] = [];
    const unpacked = createBrotliDecompress().on("data", (part: Buffer) => parts.push(part));
    const question = request(
      { port, path: "/", headers: { "Accept-Encoding": "br" }, agent: false },
      (answer) => answer.pipe(unpacked),
    );
    question.end();
    await expect.poll(() => Buffer.concat(parts).toString()).toBe("<p>first");
    end();
    await once(unpacked, "end");
    expect(Buffer.concat(parts).toString()).toBe("<p>firstsecond");
  });

  test.each([
    ["/api/v1/nothing", 404],
    ["/api/v1/short", 200],
    ["/api/v1/tagged", 200],
  ])("a short answer is not: %s", async (path, status) => {
    const words = '{"words":"Grüße"}' as JsonText<typeof text>;
    serveRoutes(
      { ...long, path: "/short", handler: async () => JSON.parse(words) },
      { ...long, path: "/tagged", handler: async () => taggedResponse('"1"', words) },
    );
    const answer = await fetchRaw(path, { "Accept-Encoding": "br" });
    expect([answer.status, answer.headers["content-encoding"]]).toEqual([status, undefined]);
    expect(answer.headers["content-length"]).toBe(String(answer.body.byteLength));
    expect(answer.headers["content-type"]).toMatch(/^application\/(problem\+)?json$/);
  });

  test("a stream of events never is", async () => {
    const { socket, said } = dial();
    serveRoutes(eventsRoute(({ signal }) => openEventStream(signal, () => {})));
    socket.write(head("GET /api/v1/events", "Accept-Encoding: br, gzip"));
    await expect.poll(said).toContain(": connected");
    expect(said()).not.toMatch(/content-encoding/i);
    socket.destroy();
  });
});

describe("a table that is sent as it is read", () => {
  const heading = ["card"];
  const rows = Array.from({ length: 2_000 }, (_, index) => [`Card ${index} `.padEnd(60, "x")]);
  const isStillSignedIn = vi.fn<() => Promise<boolean>>();
  const watch = () => ({
    info: vi.spyOn(logger, "info").mockImplementation(() => {}),
    error: vi.spyOn(logger, "error").mockImplementation(() => {}),
    console: vi.spyOn(console, "error").mockImplementation(() => {}),
  });
  let log: ReturnType<typeof watch>;

  beforeEach(() => {
    isStillSignedIn.mockReset().mockResolvedValue(true);
    log = watch();
  });
  afterEach(() => {
    for (const spy of Object.values(log)) spy.mockRestore();
  });

  /** What others than the log have said is only what the log has said already. */
  const expectLoggedOnce = () =>
    expect(log.console.mock.calls.flat().filter((one) => !isLogged(one))).toEqual([]);

  function serveTable(pages: () => AsyncGenerator<string[][]>): void {
    const table = defineRoute({
      method: "get",
      path: "/table",
      summary: "A table",
      access: "public",
      answer: "text/csv",
      handler: async ({ request: asked }) =>
        csvResponse({ name: "t", heading, pages: pages() }, { request: asked, userId: "1", isStillSignedIn }),
    });
    serveRoutes(table);
  }

  test("waits for its reader as often as it has to, and leaves nothing behind", async () => {
    const warned = vi.fn();
    process.on("warning", warned);
    serveTable(async function* () {
      for (let page = 0; page < 60; page++) yield rows;
    });
    const { headers, body } = await fetchRaw("/api/v1/table", { "Accept-Encoding": "br" });
    expect(headers["content-type"]).toMatch(/^text\/csv/);
    const text = (headers["content-encoding"] ? brotliDecompressSync(body) : body).toString();
    expect(text.trimEnd().split("\n")).toHaveLength(60 * rows.length + 1);
    process.off("warning", warned);
    expect(warned.mock.calls.map(([{ name }]) => name)).not.toContain("MaxListenersExceededWarning");
  });

  test("ends in the middle, as a line of the log that is no fault, for who has been signed out", async () => {
    isStillSignedIn.mockResolvedValueOnce(true).mockResolvedValue(false);
    const ended = vi.fn();
    serveTable(async function* () {
      try {
        for (let page = 0; page < 60; page++) yield rows;
      } finally {
        ended();
      }
    });
    await expect(fetchRaw("/api/v1/table")).rejects.toThrow();
    const line = { path: "/api/v1/table", code: "unauthenticated", userId: "1" };
    expect(log.info.mock.calls).toEqual([
      [expect.objectContaining({ ...line, requestId: expect.any(String) }), "refused"],
    ]);
    expect(log.error).not.toHaveBeenCalled();
    expectLoggedOnce();
    expect(ended).toHaveBeenCalledTimes(1);
  });

  test.each([
    [new Error("of ours"), ["failed"]],
    // Outages are counted, and the first in a minute is told.
    [Object.assign(new Error("away"), { code: "ECONNREFUSED" }), []],
  ])("ends in the middle when it cannot be read on, and the log says why: %s", async (fault, words) => {
    serveTable(async function* () {
      yield rows;
      throw fault;
    });
    await expect(fetchRaw("/api/v1/table")).rejects.toThrow();
    const lines = log.error.mock.calls.map(([, said]) => said as unknown);
    expect(lines.filter((said) => said !== "the database did not answer in time")).toEqual(words);
    expectLoggedOnce();
  });

  test("a reader who goes is no failure", async () => {
    const ended = vi.fn();
    serveTable(async function* () {
      try {
        for (;;) yield rows;
      } finally {
        ended();
      }
    });
    const { socket, said } = dial();
    socket.write(head("GET /api/v1/table"));
    await expect.poll(said).toContain("Card 1");
    socket.destroy();
    await expect.poll(() => ended.mock.calls.length).toBe(1);
    for (const spy of Object.values(log)) expect(spy).not.toHaveBeenCalled();
  });
});

describe("a file of the build", () => {
  const script = "export const answer = 42;\n".repeat(200);
  beforeAll(async () => {
    mkdirSync(join(staticFolder, "chunks"));
    writeFileSync(join(staticFolder, "chunks/a.js"), script);
    writeFileSync(join(staticFolder, "chunks/large.woff2"), randomBytes(8_000_000));
    await compressStatic(staticFolder);
  });

  test.each([
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["br;q=0.0,gzip; q=0", undefined],
    ["", undefined],
  ])("is sent as the build has packed it: %s", async (encodings, chosen) => {
    const answer = await fetchRaw("/_next/static/chunks/a.js?dpl=1", { "Accept-Encoding": encodings });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      "content-type": "text/javascript",
      "cache-control": "public,max-age=31536000,immutable",
      vary: "Accept-Encoding",
      "content-length": String(answer.body.byteLength),
      "content-security-policy": expect.stringContaining("default-src 'self'"),
    });
    expect(answer.headers["content-encoding"]).toBe(chosen);
    expect((chosen ? unpack[chosen]?.(answer.body) : answer.body)?.toString()).toBe(script);
  });

  test("is not sent again to who has it, and not at all to who asks for its headers", async () => {
    const { headers } = await fetchRaw("/_next/static/chunks/a.js");
    const again = await fetchRaw("/_next/static/chunks/a.js", { "If-None-Match": headers.etag ?? "" });
    expect([again.status, again.body.byteLength]).toEqual([304, 0]);
    const asked = await fetchRaw("/_next/static/chunks/a.js", {}, "HEAD");
    expect([asked.status, asked.body.byteLength]).toEqual([200, 0]);
  });

  test.each(["5-2", "0-0", "-5", "9999999-", "a-b", "0-1,3-4"])(
    "is sent whole to who asks for a part of it: %s",
    async (range) => {
      const { status, body } = await fetchRaw("/_next/static/chunks/a.js", { Range: `bytes=${range}` });
      expect([status, body.toString()]).toEqual([200, script]);
    },
  );

  test("that is none is refused without a page", async () => {
    for (const path of ["a.js", "chunks", "../package.json", "%2e%2e/package.json", "chunks/a.js/b"])
      expect([path, (await fetchRaw(`/_next/static/${path}`)).status]).toEqual([path, 404]);
    expect(answerPage).not.toHaveBeenCalled();
  });

  test("is let go when its reader goes", async () => {
    let file: Readable | null = null;
    server.prependOnceListener("request", (_, response: ServerResponse) => {
      response.once("pipe", (source: Readable) => {
        file = source;
      });
    });
    const { socket } = dial();
    socket.pause();
    socket.write(head("GET /_next/static/chunks/large.woff2"));
    await expect.poll(() => file?.destroyed).toBe(false);
    socket.destroy();
    await expect.poll(() => file?.destroyed).toBe(true);
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
