import type { IncomingMessage, ServerResponse } from "node:http";
import { type FrontRefusal, frontRefusals, refuse } from "./front-refusal";
import { holdingPage, holdingPolicy } from "./holding-page";
import { pathOf } from "./judge-request";
import { type StartStep, stepAsData, stepInWords } from "./start-step";

/** Somebody who asks whether this server is ready asks again within this time. */
const watchedForMs = 60_000;

const readyPaths = ["/api/health", "/api/health/ready"];
const livePath = "/api/health/live";

type Phase = "starting" | "open" | "leaving" | "closed";

/**
 * Decides what a request meets: a server that starts, serves, or ends. Knows every request that is under way.
 *
 * `starting` and `closed` answer for themselves: alive, not ready, and to everybody else when to come back. While it is
 * `leaving` the server still does its work, but says that it is no longer ready, and each answer closes its connection.
 */
export class Gate {
  private phase: Phase = "starting";
  private readonly underWay = new Map<ServerResponse, IncomingMessage>();
  /** How many requests have come so far. */
  seen = 0;
  private readyAskedAt = Number.NEGATIVE_INFINITY;
  private onQuiet = () => {};

  /** `step`: what the start is at, for as long as it starts. */
  constructor(private readonly step: () => StartStep) {}

  get size(): number {
    return this.underWay.size;
  }

  /** Whether somebody, such as a load balancer, asks again and again whether this server is ready. */
  get isWatched(): boolean {
    return performance.now() - this.readyAskedAt < watchedForMs;
  }

  /** Answers true when the request is to be served; has answered it otherwise. */
  admit(request: IncomingMessage, response: ServerResponse): boolean {
    this.note(request, response);
    const path = pathOf(request.url ?? "");
    const isReadyAsked = readyPaths.includes(path);
    if (isReadyAsked) this.readyAskedAt = performance.now();
    if (this.phase === "open" || (this.phase === "leaving" && !isReadyAsked)) return true;
    if (isReadyAsked) sendJson(response, request, 503, this.notReady());
    else if (path === livePath) sendJson(response, request, 200, { status: "ok" });
    else if (isForPerson(request, path)) this.sendPage(request, response);
    else refuse(request, response, this.refusal());
    return false;
  }

  open(): void {
    if (this.phase === "starting") this.phase = "open";
  }

  /** From now on every answer closes its connection, so that nobody sends a request into one that is about to end. */
  leave(): void {
    this.phase = "leaving";
    for (const response of this.underWay.keys()) closeAfter(response);
  }

  close(): void {
    this.leave();
    this.phase = "closed";
  }

  /** Resolves with true when nothing is under way any more, with false when that takes too long or `hurry` is aborted. */
  untilQuiet(patienceMs: number, hurry: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        hurry.removeEventListener("abort", settle);
        this.onQuiet = () => {};
        resolve(this.underWay.size === 0);
      };
      const timer = setTimeout(settle, patienceMs);
      this.onQuiet = settle;
      hurry.addEventListener("abort", settle);
      if (this.underWay.size === 0 || hurry.aborted) settle();
    });
  }

  /** Ends what is still under way: in words where no answer has begun, else by cutting what would look whole otherwise. */
  cut(): void {
    for (const [response, request] of this.underWay) {
      if (response.headersSent) response.destroy();
      else refuse(request, response, frontRefusals.cut);
    }
  }

  private note(request: IncomingMessage, response: ServerResponse): void {
    this.seen++;
    this.underWay.set(response, request);
    if (this.phase === "leaving" || this.phase === "closed") closeAfter(response);
    response.once("close", () => {
      this.underWay.delete(response);
      if (this.underWay.size === 0) this.onQuiet();
    });
  }

  private get isStarting(): boolean {
    return this.phase === "starting";
  }

  private notReady(): object {
    if (!this.isStarting) return { status: "stopping" };
    return { status: "starting", ...stepAsData(this.step()) };
  }

  private refusal(): FrontRefusal {
    const refusal = this.isStarting ? frontRefusals.starting : frontRefusals.stopping;
    const detail = this.isStarting ? `${refusal.detail} ${stepInWords(this.step())}.` : refusal.detail;
    return { ...refusal, detail, headers: { "Retry-After": retryAfter() } };
  }

  private sendPage(request: IncomingMessage, response: ServerResponse): void {
    const words = this.isStarting
      ? { title: "Sluice is starting", detail: stepInWords(this.step()) }
      : { title: "Sluice is being restarted", detail: "What was saved is safe." };
    send(response, request, 503, "text/html; charset=utf-8", holdingPage(words), {
      "Content-Security-Policy": holdingPolicy,
    });
  }
}

/** Seconds, another number for each: not everybody comes back at once. */
function retryAfter(): string {
  return String(2 + Math.floor(Math.random() * 4));
}

function isForPerson({ method, headers }: IncomingMessage, path: string): boolean {
  return (
    (method === "GET" || method === "HEAD") &&
    !/^\/(api|_next)\//.test(path) &&
    (headers.accept?.includes("text/html") ?? false)
  );
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
}

function sendJson(response: ServerResponse, request: IncomingMessage, status: number, body: object): void {
  send(response, request, status, "application/json", JSON.stringify(body));
}

function send(
  response: ServerResponse,
  request: IncomingMessage,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    ...(status === 503 && { "Retry-After": retryAfter() }),
    ...headers,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
