import type { IncomingMessage } from "node:http";
import { maxFileBytes, maxOptionBytes } from "@/lib/contracts/import";
import { secondMs } from "@/lib/domain/duration";
import { hasBody } from "./front-refusal";

/** How much of a body an address takes, in bytes, and how long it may take to arrive whole, in ms. */
export type BodyCap = { bytes: number; withinMs: number };

const kilobyte = 1024;

/** No form that a person fills in comes near this. */
const formCap: BodyCap = { bytes: 64 * kilobyte, withinMs: 20 * secondMs };
/** The largest body that a route of the API takes; most take less, and say so themselves. */
const apiCap: BodyCap = { bytes: 4 * 1024 * kilobyte, withinMs: 60 * secondMs };
/** A file, and what a form has around it. */
const fileCap: BodyCap = {
  bytes: maxFileBytes + maxOptionBytes + 64 * kilobyte,
  withinMs: 1_800 * secondMs,
};

/** What may be sent to an address, whoever sends it. */
export function bodyCapOf(path: string): BodyCap {
  if (/^\/api\/v1\/imports(\/|$)/.test(path)) return fileCap;
  return path.startsWith("/api/v1/") ? apiCap : formCap;
}

/** Whether the request says itself that it is larger than the cap. */
export function declaresTooMuch(request: IncomingMessage, { bytes }: BodyCap): boolean {
  return Number(request.headers["content-length"] ?? 0) > bytes;
}

/**
 * Counts a body as it arrives, before anybody reads it. At the first byte over the cap `onTooLarge` is called, and at the
 * end of the time `onTooSlow`; from then on nothing more reaches the reader, not even the end, so that no part of a body
 * is ever taken for the whole.
 */
export function watchBody(
  request: IncomingMessage,
  cap: BodyCap,
  { onTooLarge, onTooSlow }: { onTooLarge: () => void; onTooSlow: () => void },
): void {
  if (!hasBody(request)) return;
  const push = request.push.bind(request);
  let received = 0;
  const stop = (tell: () => void) => {
    clearTimeout(timer);
    request.push = () => true;
    tell();
  };
  const timer = setTimeout(() => stop(onTooSlow), cap.withinMs);
  timer.unref();
  request.once("close", () => clearTimeout(timer));
  request.push = (chunk: Buffer | null, encoding) => {
    if (chunk === null) clearTimeout(timer);
    else received += chunk.length;
    if (received <= cap.bytes) return push(chunk, encoding);
    stop(onTooLarge);
    return true;
  };
}
