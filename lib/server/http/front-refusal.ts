import type { IncomingMessage, ServerResponse } from "node:http";
import type { ErrorCode } from "@/lib/domain/errors";

/** Why a request is not let in: before the framework has seen it. */
export type FrontRefusal = {
  status: number;
  code: ErrorCode;
  title: string;
  detail: string;
  headers?: Record<string, string>;
};

const lingerMs = 1_000;

/** The refusals of the front door, in HTTP and in words. */
export const frontRefusals = {
  address: {
    status: 400,
    code: "invalid",
    title: "Invalid request",
    detail: "This address is not well-formed.",
  },
  host: {
    status: 400,
    code: "invalid",
    title: "Invalid request",
    detail: "The request does not name a host that could be one.",
  },
  longAddress: {
    status: 414,
    code: "too-large",
    title: "Address too long",
    detail: "The address is longer than any of this server's.",
  },
  manyHeaders: {
    status: 431,
    code: "too-large",
    title: "Too many headers",
    detail: "The request has more headers than this server reads.",
  },
  notFound: {
    status: 404,
    code: "not-found",
    title: "Not found",
    detail: "There is nothing at this address.",
  },
  tooLarge: {
    status: 413,
    code: "too-large",
    title: "Too large",
    detail: "The request is larger than this address accepts.",
  },
  tooSlow: {
    status: 408,
    code: "too-slow",
    title: "Too slow",
    detail: "The request did not arrive whole in time. Send it again.",
  },
  form: {
    status: 405,
    code: "method-not-allowed",
    title: "Not sent",
    detail:
      "The page with this form is older than the server, or had not loaded as a whole. Nothing was done. Go back, reload the page, and send the form again.",
    headers: { Allow: "GET, HEAD, OPTIONS" },
  },
  unavailable: {
    status: 503,
    code: "unavailable",
    title: "Not available just now",
    detail:
      "The server cannot reach its database just now. Try again in a moment; a change that was not answered may have been made all the same.",
    headers: { "Retry-After": "5" },
  },
  full: {
    status: 503,
    code: "unavailable",
    title: "The disk is full",
    detail:
      "The disk on which the database lies is full. Nothing was changed; whoever runs this server has to make room.",
    headers: { "Retry-After": "30" },
  },
  stopped: {
    status: 503,
    code: "busy",
    title: "Busy",
    detail: "This took too long and was stopped. Nothing was changed; try again.",
    headers: { "Retry-After": "5" },
  },
  starting: {
    status: 503,
    code: "unavailable",
    title: "Starting",
    detail: "Sluice is starting. Try again in a moment.",
    headers: { "Retry-After": "2" },
  },
  stopping: {
    status: 503,
    code: "unavailable",
    title: "Stopping",
    detail: "Sluice is being stopped or restarted. Nothing was changed; try again in a moment.",
    headers: { "Retry-After": "2" },
  },
  cut: {
    status: 503,
    code: "interrupted",
    title: "Interrupted",
    detail: "Sluice was stopped before this was done. Look whether it was; if not, try again.",
    headers: { "Retry-After": "5" },
  },
} as const satisfies Record<string, FrontRefusal>;

/** What a wrong method is told: which ones there are. */
export function wrongMethod(methods: readonly string[]): FrontRefusal {
  return {
    status: 405,
    code: "method-not-allowed",
    title: "Method not allowed",
    detail: `This address takes ${methods.join(", ")}.`,
    headers: { Allow: methods.join(", ") },
  };
}

/**
 * Answers a refusal: as a problem document where programs ask, in plain words elsewhere. What of the request is still on
 * its way is thrown away unread, and then the connection closes; cutting it at once would lose the answer, too.
 */
export function refuse(request: IncomingMessage, response: ServerResponse, refusal: FrontRefusal): void {
  const { status, code, title, detail, headers } = refusal;
  const isApi = request.url?.startsWith("/api/");
  const isStillComing = hasBody(request) && !request.complete;
  const body = isApi
    ? JSON.stringify({ type: `urn:sluice:problem:${code}`, title, status, detail, code })
    : `${title}\n\n${detail}\n`;
  response.writeHead(status, {
    "Content-Type": isApi ? "application/problem+json" : "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Length": Buffer.byteLength(body),
    ...headers,
    ...(isStillComing && { Connection: "close" }),
  });
  if (isStillComing) closeGently(request, response);
  response.end(request.method === "HEAD" ? undefined : body);
  mute(response);
}

/**
 * Sees to it that a connection closes whose answer is given before all of the body has come, as when the right to send it
 * is missing: what nobody reads would stand in the way of the next request on it.
 */
export function closeAfterEarlyAnswer(request: IncomingMessage, response: ServerResponse): void {
  if (!hasBody(request)) return;
  const writeHead = response.writeHead.bind(response) as (...parts: unknown[]) => ServerResponse;
  response.writeHead = (...parts: unknown[]) => {
    if (!request.complete && !response.headersSent) {
      response.setHeader("Connection", "close");
      closeGently(request, response);
    }
    return writeHead(...parts);
  };
}

/** Whether a request brings a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** Ends our side of the connection, throws away what still comes, and ends the other side a moment later. */
function closeGently(request: IncomingMessage, response: ServerResponse): void {
  // A request that nobody wanted to read on has let go of its connection already; its answer has not.
  const { socket } = response;
  if (!socket) return;
  socket.destroySoon = () => {
    socket.end();
  };
  request.push = () => true;
  request.resume();
  socket.resume();
  setTimeout(() => socket.destroy(), lingerMs).unref();
}

/** Whoever still works on an answer that has been given is not heard any more. */
function mute(response: ServerResponse): void {
  const silent = () => response;
  Object.assign(response, {
    setHeader: silent,
    appendHeader: silent,
    removeHeader: () => {},
    writeHead: silent,
    flushHeaders: () => {},
    write: () => true,
    end: silent,
  });
}
