import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { type FrontRefusal, refuse } from "./front-refusal";

type Mark = { refusal: FrontRefusal | null };

const marks = oncePerProcess("marks of requests", () => new AsyncLocalStorage<Mark>());

/** Says of the request under way what it failed at, where the framework itself can only call it an error of the server. */
export function markRequest(refusal: FrontRefusal): void {
  const mark = marks.getStore();
  if (mark) mark.refusal = refusal;
}

/**
 * Lets the framework answer. What it gives up as an error of the server, and what was marked meanwhile, goes out as what
 * it is: a page with its words keeps them and gets the right status, anything else gets the words, too.
 */
export function answerMarked(request: IncomingMessage, response: ServerResponse, handle: () => void): void {
  const mark: Mark = { refusal: null };
  const { writeHead, end } = response;
  const isGivenUp = () => mark.refusal !== null && response.statusCode >= 500 && !response.headersSent;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    if (mark.refusal && status >= 500 && !response.headersSent) {
      for (const [name, value] of Object.entries(mark.refusal.headers ?? {})) response.setHeader(name, value);
      return Reflect.apply(writeHead, response, [mark.refusal.status, ...rest]);
    }
    return Reflect.apply(writeHead, response, [status, ...rest]);
  }) as typeof writeHead;
  response.end = ((...rest: unknown[]) => {
    const isPage = String(response.getHeader("content-type") ?? "").startsWith("text/html");
    if (!isGivenUp() || isPage || !mark.refusal) return Reflect.apply(end, response, rest);
    Object.assign(response, { writeHead, end });
    refuse(request, response, mark.refusal);
    return response;
  }) as typeof end;
  marks.run(mark, handle);
}
