import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { bodyCapOf } from "@/lib/server/http/body-cap";
import { createBoundedServer } from "@/lib/server/http/bounded-server";
import { parseTrustedProxies } from "@/lib/server/http/client-address";
import { createFrontDoor } from "@/lib/server/http/front-door";
import { createRouteTable } from "@/lib/server/http/route-table";
import { securityHeaders } from "@/lib/server/http/security-headers";

// The front door before a server that reads whatever it is given, spoken to by hand.

const findMethods = createRouteTable([
  { path: "/api/auth/[...nextauth]", methods: ["GET", "POST"] },
  { path: "/api/health/live", methods: ["GET"] },
]);

type Seen = {
  method: string | undefined;
  headers: IncomingMessage["headers"];
  bytes: number;
  isWhole: boolean;
};

let seen: Seen[] = [];
const unlisted = vi.fn();
const servers: Server[] = [];
let port: number;

async function open(publicUrl: string | null, trusted: string): Promise<number> {
  const admit = createFrontDoor({
    trust: parseTrustedProxies(trusted),
    publicUrl,
    findMethods,
    findRelease: () => "release-1",
    onUnlistedProxy: unlisted,
  });
  const server = createBoundedServer(
    (request, response) => {
      if (!admit(request, response)) return;
      const one: Seen = { method: request.method, headers: request.headers, bytes: 0, isWhole: false };
      seen.push(one);
      request.on("data", (chunk: Buffer) => {
        one.bytes += chunk.length;
      });
      request.on("error", () => {});
      request.on("end", () => {
        one.isWhole = true;
        response.end("read");
      });
    },
    () => {},
  );
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  port = await open(null, "");
});
beforeEach(() => {
  seen = [];
});
afterAll(() => {
  for (const server of servers) server.close();
});

/** Sends bytes as they are; the answer until the other side ends. `more` is sent while the answer is awaited. */
async function say(text: string, at = port, more: Buffer[] = []): Promise<string> {
  const socket = connect(at, "127.0.0.1");
  let answer = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  socket.write(text);
  for (const one of more) if (!socket.destroyed) socket.write(one);
  await new Promise((resolve) => {
    socket.on("close", resolve);
    socket.on("end", () => socket.end());
  });
  return answer;
}

const request = (line: string, headers = "", body = "") =>
  `${line} HTTP/1.1\r\nHost: board.example\r\nConnection: close\r\n${headers}\r\n${body}`;
const chunk = (bytes: number) =>
  Buffer.concat([Buffer.from(`${bytes.toString(16)}\r\n`), Buffer.alloc(bytes, 97), Buffer.from("\r\n")]);
const lastChunk = Buffer.from("0\r\n\r\n");
const statusOf = (answer: string) => Number(answer.slice(9, 12));

describe("every door has a cap before it reads", () => {
  const { bytes: cap } = bodyCapOf("/api/auth/owner");
  const paths = ["/api/auth/signin/credentials", "/api/auth/owner"];

  test.each(paths)("POST %s: what says that it is too large is not even begun", async (path) => {
    const answer = await say(request(`POST ${path}`, `Content-Length: ${cap + 1}\r\n`));
    expect(statusOf(answer)).toBe(413);
    expect(answer).toContain("Connection: close");
    expect(seen).toEqual([]);
  });

  test.each(paths)(
    "POST %s: what does not say so is stopped at the cap, and never taken for whole",
    async (path) => {
      const head = request(`POST ${path}`, "Transfer-Encoding: chunked\r\n");
      const answer = await say(head, port, [chunk(cap - 10), chunk(20), chunk(cap), lastChunk]);
      expect(statusOf(answer)).toBe(413);
      expect(seen[0]).toMatchObject({ bytes: cap - 10, isWhole: false });
    },
  );

  test("a body as large as the cap is taken, announced or not", async () => {
    const announced = await say(
      request("POST /api/auth/owner", `Content-Length: ${cap}\r\n`, "a".repeat(cap)),
    );
    const chunked = await say(request("POST /api/auth/owner", "Transfer-Encoding: chunked\r\n"), port, [
      chunk(cap),
      lastChunk,
    ]);
    expect([statusOf(announced), statusOf(chunked)]).toEqual([200, 200]);
    expect(seen.map(({ bytes, isWhole }) => [bytes, isWhole])).toEqual([
      [cap, true],
      [cap, true],
    ]);
  });

  test("who asks before sending is refused before sending", async () => {
    const answer = await say(
      request("POST /api/auth/owner", `Expect: 100-continue\r\nContent-Length: ${cap + 1}\r\n`),
    );
    expect(statusOf(answer)).toBe(413);
  });
});

describe("what no browser sends is refused in words", () => {
  const manyHeaders = Array.from({ length: 120 }, (_, index) => `X-${index}: a\r\n`).join("");
  test.each([
    ["a path that cannot be decoded", request("GET /%ff"), 400],
    ["half an escape", request("GET /boards/%"), 400],
    ["a NUL in the path", request("GET /a%00b"), 400],
    ["another site in the path", request("GET //evil.example/"), 400],
    ["a backslash", request("GET /%5cevil.example"), 400],
    ["an absolute address", request("GET http://evil.example/"), 400],
    ["an address that is too long", request(`GET /${"a".repeat(9_000)}`), 414],
    ["headers beyond what is read", request("GET /", `X-Long: ${"a".repeat(20_000)}\r\n`), 431],
    ["more headers than are read", request("GET /", manyHeaders), 431],
    ["no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
    ["a host that is none", "GET / HTTP/1.1\r\nHost: a b/\\\r\nConnection: close\r\n\r\n", 400],
    ["a method of other protocols", request("PROPFIND /"), 405],
    ["a method that an address does not have", request("DELETE /api/health/live"), 405],
    ["an address for programs that is none", request("GET /api/nothing"), 404],
    ["not HTTP", "nonsense\r\n\r\n", 400],
  ])("%s", async (_, text, status) => {
    const answer = await say(text);
    expect(statusOf(answer), answer.slice(0, 200)).toBe(status);
    expect(answer).toContain("X-Content-Type-Options: nosniff");
    expect(answer).toContain("Content-Security-Policy: default-src 'none'");
    expect(seen).toEqual([]);
  });

  test("a form that is sent to a page is not read: it is of a page that is older than the server", async () => {
    const answer = await say(request("POST /sign-in", "Content-Length: 9\r\n", "name=Nina"));
    expect(statusOf(answer)).toBe(405);
    expect(answer).toContain("Go back, reload the page, and send the form again.");
    expect(seen).toEqual([]);
  });

  test("every answer says which release gave it", async () => {
    for (const line of ["GET /", "GET /api/nothing", "POST /sign-in", "GET /%ff"])
      expect(await say(request(line))).toContain("X-Sluice-Release: release-1\r\n");
  });

  test("a wrong method is told the right ones; OPTIONS tells them, too", async () => {
    expect(await say(request("DELETE /api/health/live"))).toContain("Allow: GET, HEAD, OPTIONS");
    const asked = await say(request("OPTIONS /api/health/live"));
    expect([statusOf(asked), asked.includes("Allow: GET, HEAD, OPTIONS")]).toEqual([204, true]);
  });

  test("the API says itself which addresses and methods it has; methods of other protocols reach it as one that it has nowhere", async () => {
    for (const method of ["GET", "OPTIONS", "PUT", "TRACE", "PROPFIND"])
      expect(await say(request(`${method} /api/v1/cards/1`))).toMatch(/read$/);
    expect(seen.map(({ method }) => method)).toEqual(["GET", "OPTIONS", "PUT", "PUT", "PUT"]);
  });
});

describe("who asks, and under which address", () => {
  const ask = async (at: number, headers: string) => {
    await say(request("GET /sign-in", headers), at);
    const { headers: written = {} } = seen.at(-1) ?? {};
    return [written["x-sluice-address"], written["x-sluice-origin"], written["x-forwarded-host"]];
  };
  const forwarded = "X-Forwarded-Host: a.test, b.test\r\nX-Forwarded-Proto: https, http\r\n";

  test("what strangers claim is thrown away, and the administrator is told once", async () => {
    const claims = `${forwarded}X-Forwarded-For: 192.0.2.1\r\nX-Real-IP: 192.0.2.2\r\n`;
    const expected = ["127.0.0.1", "http://board.example", "board.example"];
    expect(await ask(port, claims)).toEqual(expected);
    expect(await ask(port, `${claims}X-Sluice-Path: /evil\r\nForwarded: for=192.0.2.3\r\n`)).toEqual(
      expected,
    );
    expect(seen.at(-1)?.headers).not.toHaveProperty("x-sluice-path");
    expect(unlisted.mock.calls).toEqual([["127.0.0.1"]]);
    expect(await ask(port, "X-Sluice-Address: 192.0.2.9\r\nX-Sluice-Origin: http://evil.test\r\n")).toEqual(
      expected,
    );
  });

  test("two listed proxies in a row: the first one spoke with the browser", async () => {
    const behind = await open(null, "loopback, 10.0.0.0/8");
    const facts = await ask(behind, `${forwarded}X-Forwarded-For: 192.0.2.1, 10.0.0.9\r\n`);
    expect(facts).toEqual(["192.0.2.1", "https://a.test", "a.test"]);
    const plain = "X-Forwarded-Host: a.test, b.test\r\nX-Forwarded-Proto: http, http\r\n";
    expect((await ask(behind, plain))[1]).toBe("http://a.test");
  });

  test("the public URL goes before everything, and https makes the browser stay with it", async () => {
    const known = await open("https://board.test", "loopback");
    expect(await ask(known, forwarded)).toEqual(["127.0.0.1", "https://board.test", "board.test"]);
    expect(await say(request("GET /api/nothing"), known)).toContain("Strict-Transport-Security: max-age=");
    expect(securityHeaders("/", "http://board.test")).not.toHaveProperty("Strict-Transport-Security");
  });
});

describe("an answer that is given before the body has come closes the connection, and is not lost by it", () => {
  const ways = {
    unread: async () => {},
    "read no further": async (request: IncomingMessage) => {
      for await (const chunk of request) if (chunk.length > 0) break;
    },
  };
  test.each(Object.entries(ways))("%s", async (_, read) => {
    const admit = createFrontDoor({
      trust: parseTrustedProxies(""),
      publicUrl: null,
      findMethods,
      findRelease: () => null,
      onUnlistedProxy: unlisted,
    });
    const server = createBoundedServer(
      async (request, response) => {
        if (!admit(request, response)) return;
        await read(request);
        response.writeHead(403).end("not you");
      },
      () => {},
    );
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port: at } = server.address() as AddressInfo;
    const line = "PATCH /api/v1/cards/1 HTTP/1.1\r\nHost: board.example\r\n";
    // `say` waits for the other side to end, which one that is kept open would not do.
    const answer = await say(`${line}Content-Length: 1000000\r\n\r\n`, at, [
      Buffer.alloc(500_000),
      Buffer.alloc(400_000),
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toMatch(/connection: close/i);
    expect(answer).toMatch(/not you/);
    expect(await say(`${line}Connection: close\r\nContent-Length: 2\r\n\r\n{}`, at)).toMatch(/not you/);
  });
});
