import { createServer, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import { secondMs } from "@/lib/domain/duration";
import { securityHeaders } from "./security-headers";

/** Longer than any upload may take; what is shorter has its own time, kept at the front door. */
const wholeRequestMs = 2_000 * secondMs;

/**
 * A server that waits for nobody without bound: neither for headers, nor for a body, nor for a connection's next use. Nor is
 * anybody left waiting: a request at which the listener throws is cut, and `onFault` is told.
 */
export function createBoundedServer(listen: RequestListener, onFault: (fault: unknown) => void): Server {
  const listener: RequestListener = (request, response) => {
    try {
      listen(request, response);
    } catch (fault) {
      response.destroy();
      onFault(fault);
    }
  };
  const server = createServer({
    headersTimeout: 10 * secondMs,
    requestTimeout: wholeRequestMs,
    connectionsCheckingInterval: 2 * secondMs,
    keepAliveTimeout: 65 * secondMs,
    maxHeaderSize: 16 * 1024,
    // One without a host is refused at the front door, in words.
    requireHostHeader: false,
  });
  // More than are taken, so that a surplus is seen and refused rather than dropped.
  server.maxHeadersCount = 200;
  server.on("request", listener);
  // Who asks before sending is told the answer before sending.
  server.on("checkContinue", (request, response) => {
    listener(request, response);
    if (!response.headersSent && !response.destroyed) response.writeContinue();
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || error.code === "ECONNRESET") return socket.destroy();
    const head = Object.entries(securityHeaders("", null)).map(([name, value]) => `${name}: ${value}\r\n`);
    const status = statusOf(error.code);
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n${head.join("")}\r\n`);
  });
  return server;
}

function statusOf(code: string | undefined): string {
  if (code === "HPE_HEADER_OVERFLOW") return "431 Request Header Fields Too Large";
  if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW") return "413 Payload Too Large";
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? "408 Request Timeout" : "400 Bad Request";
}
