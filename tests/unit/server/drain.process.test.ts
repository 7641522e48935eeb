import { once } from "node:events";
import { Agent, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createBoundedServer } from "@/lib/server/http/bounded-server";
import { drain } from "@/lib/server/http/drain";
import { Gate } from "@/lib/server/http/gate";
import { nextStep, stepInWords } from "@/lib/server/http/start-step";

// A server over a real line, whose end is watched from outside. What it is asked is answered when the test says so.

const times = { notice: 300, patience: 400, cut: 100, farewell: 300 };
const start = { words: "Step 3 of 8: columns", step: 3, steps: 8, since: Date.now() - 12_000 };

let gate: Gate;
let server: Server;
let agent: Agent;
let port: number;
let waiting: ServerResponse[];

beforeEach(async () => {
  gate = new Gate(() => start);
  waiting = [];
  agent = new Agent({ keepAlive: true });
  server = createBoundedServer(
    (question, answer) => {
      if (gate.admit(question, answer)) waiting.push(answer);
    },
    () => {},
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  agent.destroy();
  server.close();
  server.closeAllConnections();
});

type Answer = { status: number; headers: IncomingMessage["headers"]; text: string };

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const question = request({ port, path, method, agent, headers }, (answer) => {
      let text = "";
      answer.on("data", (part) => {
        text += part;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      answer.on("error", reject);
    });
    question.on("error", reject).end();
  });
}

const nobody = { endStreams: () => {}, interrupt: async () => {} };
const never = new AbortController().signal;
const untilWaiting = (count: number) => expect.poll(() => waiting.length).toBe(count);

describe("while it starts", () => {
  test("it is alive, and says what it is at when asked whether it is ready", async () => {
    expect(await ask("/api/health/live")).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    for (const path of ["/api/health/ready", "/api/health"]) {
      const ready = await ask(path);
      expect(ready.status).toBe(503);
      expect(Number(ready.headers["retry-after"])).toBeGreaterThan(0);
      const said = { status: "starting", what: "Step 3 of 8: columns", step: 3, steps: 8 };
      expect(JSON.parse(ready.text)).toMatchObject(said);
      expect(JSON.parse(ready.text).seconds).toBeGreaterThanOrEqual(12);
    }
  });

  test("programs get a problem, people a page that says what is going on and opens by itself", async () => {
    const problem = await ask("/api/v1/boards");
    expect(problem.status).toBe(503);
    expect(problem.headers["content-type"]).toBe("application/problem+json");
    expect(JSON.parse(problem.text).detail).toMatch(/Step 3 of 8: columns \(for 1\d s\)\./);
    const page = await ask("/boards/1", { Accept: "text/html" });
    expect([page.status, page.headers["content-type"]]).toEqual([503, "text/html; charset=utf-8"]);
    expect(page.text).toContain("Step 3 of 8: columns (for 1");
    for (const answer of [problem, page]) expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  });

  test("a form gets no page that loads anew by itself", async () => {
    const answer = await ask("/sign-in", { Accept: "text/html" }, "POST");
    expect([answer.status, answer.headers["content-type"]]).toEqual([503, "text/plain; charset=utf-8"]);
  });

  test("a step that is told again has begun when it had begun, and says its time once that is of interest", () => {
    const before = { words: "Waiting", since: 1_000 };
    expect(nextStep(before, { words: "Waiting (for 12 s)" }, 13_000)).toEqual(before);
    expect(nextStep(before, { words: "Building" }, 13_000)).toEqual({ words: "Building", since: 13_000 });
    expect(stepInWords(before, 2_000)).toBe("Waiting");
    expect(stepInWords(before, 81_500)).toBe("Waiting (for 1 min 20 s)");
  });
});

describe("when it ends", () => {
  beforeEach(() => gate.open());

  test("what is under way is answered, and closes its connection; who comes is told when to come back", async () => {
    const move = ask("/api/v1/cards/1/move");
    await untilWaiting(1);
    const drained = drain(server, gate, nobody, never, times);
    const late = await ask("/api/v1/boards");
    expect([late.status, late.headers.connection]).toEqual([503, "close"]);
    expect(Number(late.headers["retry-after"])).toBeGreaterThan(0);
    waiting[0]?.end("moved");
    expect(await move).toMatchObject({ status: 200, text: "moved", headers: { connection: "close" } });
    expect(await drained).toBe(0);
    await expect(ask("/api/v1/boards")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  test("it stays alive, and is not ready", async () => {
    void ask("/api/v1/cards/1/move");
    await untilWaiting(1);
    const drained = drain(server, gate, nobody, never, times);
    expect((await ask("/api/health/live")).status).toBe(200);
    expect(await ask("/api/health/ready")).toMatchObject({ status: 503, text: '{"status":"stopping"}' });
    waiting[0]?.end();
    await drained;
  });

  test("where somebody asks whether it is ready, they hear that it is not before anybody is sent away", async () => {
    const first = ask("/api/health/ready");
    await untilWaiting(1);
    waiting[0]?.end("ok");
    await first;
    const drained = drain(server, gate, nobody, never, times);
    expect((await ask("/api/health/ready")).status).toBe(503);
    const served = ask("/api/v1/boards");
    await untilWaiting(2);
    waiting[1]?.end("still served");
    expect(await served).toMatchObject({ status: 200, headers: { connection: "close" } });
    await drained;
  });

  test("streams end at once; long work is interrupted when it takes too long, and answered", async () => {
    const done: string[] = [];
    const long = ask("/api/v1/imports");
    await untilWaiting(1);
    const work = {
      endStreams: () => void done.push("streams"),
      interrupt: async () => {
        done.push("long work");
        waiting[0]?.writeHead(503).end("interrupted");
      },
    };
    const begun = performance.now();
    expect(await drain(server, gate, work, never, times)).toBe(0);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(times.patience - 5);
    expect(done).toEqual(["streams", "long work"]);
    expect(await long).toMatchObject({ status: 503, text: "interrupted" });
  });

  test("what is never answered is told so, and a half answer does not pass for a whole one", async () => {
    const silent = ask("/api/v1/boards");
    const half = ask("/api/v1/export.csv");
    await untilWaiting(2);
    waiting.find(({ req }) => req.url?.endsWith("csv"))?.write("half of it");
    const halfFails = expect(half).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await drain(server, gate, nobody, never, times)).toBe(2);
    const answer = await silent;
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([503, "interrupted"]);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    await halfFails;
  });

  test("a second signal waits for nobody", async () => {
    const silent = ask("/api/v1/boards");
    await untilWaiting(1);
    const hurry = new AbortController();
    const begun = performance.now();
    const drained = drain(server, gate, nobody, hurry.signal, { ...times, patience: 60_000, cut: 60_000 });
    hurry.abort();
    await drained;
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect((await silent).status).toBe(503);
  });

  test("who has connected and not asked yet is heard, and an idle line is ended without a reset", async () => {
    const [idle, slow] = [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")];
    let heard = "";
    slow.on("data", (part) => {
      heard += part;
    });
    const ended = Promise.all([once(idle.resume(), "close"), once(slow, "close")]);
    await Promise.all([once(idle, "connect"), once(slow, "connect")]);
    const drained = drain(server, gate, nobody, never, times);
    slow.write("GET /api/v1/boards HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await drained;
    await ended;
    expect(heard).toMatch(/^HTTP\/1\.1 503 /);
  });
});
