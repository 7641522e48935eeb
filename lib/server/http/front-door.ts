import type { IncomingMessage, ServerResponse } from "node:http";
import { releaseHeader } from "@/lib/contracts/release";
import { canonicalAddress } from "../network/network-address";
import { isOfApi } from "./api-base";
import { bodyCapOf, declaresTooMuch, watchBody } from "./body-cap";
import { clientAddress, type Trust } from "./client-address";
import { closeAfterEarlyAnswer, type FrontRefusal, frontRefusals, refuse } from "./front-refusal";
import { judgeRequest, methodForApi, methodsOf, pathOf } from "./judge-request";
import { publicOriginOf } from "./public-address";
import { addressHeader, originHeader } from "./request-facts";
import { securityHeaders } from "./security-headers";

export type FrontDoorOptions = {
  /** Which proxies are believed. */
  trust: Trust;
  /** The address of the installation, where one is set. */
  publicUrl: string | null;
  /** Methods of an address below `/api` that is not the API's; null for an address that is none. */
  findMethods: (path: string) => readonly string[] | null;
  /** Which release the server runs, for every answer; null while that is not known yet. */
  findRelease: () => string | null;
  /** Called once, when somebody forwards requests whom nobody has listed. */
  onUnlistedProxy: (address: string) => void;
};

/** What proxies say, and what this server tells itself: nobody outside may. */
const facts = [
  addressHeader,
  originHeader,
  "host",
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-nonce",
  "x-real-ip",
  "x-sluice-path",
];

/**
 * What stands before the framework: no request gets in that is malformed, too large or too slow, each knows in one way
 * who asks and under which address, and every answer carries the headers that protect its reader. Answers false when it
 * has answered itself.
 */
export function createFrontDoor(options: FrontDoorOptions) {
  const { trust, publicUrl, findMethods } = options;
  let hasWarned = false;
  const warn = (proxy: string) => {
    if (!hasWarned) options.onUnlistedProxy(proxy);
    hasWarned = true;
  };

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = pathOf(request.url ?? "");
    const unfit = judgeRequest(request, findMethods);
    const origin = writeFacts(request, trust, publicUrl, warn);
    for (const [name, value] of Object.entries(securityHeaders(path, origin)))
      response.setHeader(name, value);
    const release = options.findRelease();
    if (release) response.setHeader(releaseHeader, release);
    const turnAway = (refusal: FrontRefusal) => {
      if (response.headersSent) request.socket.destroy();
      else refuse(request, response, refusal);
    };
    const refusal = origin === null ? frontRefusals.host : unfit;
    const cap = bodyCapOf(path);
    if (refusal ?? declaresTooMuch(request, cap)) {
      turnAway(refusal ?? frontRefusals.tooLarge);
      return false;
    }
    if (isOfApi(path)) request.method = methodForApi(request.method ?? "");
    else if (request.method === "OPTIONS") {
      response.writeHead(204, { Allow: methodsOf(path, findMethods)?.join(", ") }).end();
      return false;
    }
    watchBody(request, cap, {
      onTooLarge: () => turnAway(frontRefusals.tooLarge),
      onTooSlow: () => turnAway(frontRefusals.tooSlow),
    });
    closeAfterEarlyAnswer(request, response);
    return true;
  };
}

/** Replaces what was claimed about the caller by what is known; answers the origin under which the product was reached. */
function writeFacts(
  request: IncomingMessage,
  trust: Trust,
  publicUrl: string | null,
  warnOfUnlisted: (proxy: string) => void,
): string | null {
  const { headers, socket } = request;
  const nearest = canonicalAddress(socket.remoteAddress);
  const forwardedFor = [headers["x-forwarded-for"]].flat().join(",");
  if (forwardedFor !== "" && !trust(nearest)) warnOfUnlisted(nearest);
  const address = clientAddress(socket.remoteAddress, forwardedFor, trust);
  const origin = publicOriginOf(headers, trust(nearest), publicUrl);
  replaceHeaders(request, { [addressHeader]: address, "x-forwarded-for": address, ...factsOfOrigin(origin) });
  return origin;
}

function factsOfOrigin(origin: string | null): Record<string, string> {
  if (origin === null) return {};
  const { host, protocol } = new URL(origin);
  // The framework and next-auth read the last two.
  return {
    host,
    [originHeader]: origin,
    "x-forwarded-host": host,
    "x-forwarded-proto": protocol.slice(0, -1),
  };
}

/** Readers take headers by their names, or in a row as they came: both say the same afterwards. */
function replaceHeaders(request: IncomingMessage, known: Record<string, string>): void {
  for (const name of facts) delete request.headers[name];
  Object.assign(request.headers, known);
  const { rawHeaders } = request;
  const others = rawHeaders.filter(
    (_, at) => !facts.includes(rawHeaders[at - (at % 2)]?.toLowerCase() ?? ""),
  );
  request.rawHeaders = [...others, ...Object.entries(known).flat()];
}
