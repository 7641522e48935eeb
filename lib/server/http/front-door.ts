import type { IncomingMessage } from "node:http";
import { canonicalAddress, clientAddress, type Trust } from "./client-address";
import { addressHeader } from "./request-facts";

export type FrontDoorOptions = {
  /** Which proxies are believed. */
  trust: Trust;
  /** Called once, when somebody forwards requests whom nobody has listed. */
  onUnlistedProxy: (address: string) => void;
};

/** What stands before the framework: writes into each request what the server itself knows of it. */
export function createFrontDoor({ trust, onUnlistedProxy }: FrontDoorOptions) {
  let hasWarned = false;
  return (request: IncomingMessage): void => {
    const { headers, socket } = request;
    const forwardedFor = [headers["x-forwarded-for"]].flat().join(",");
    const nearest = canonicalAddress(socket.remoteAddress);
    // The framework calls itself for some actions, and forwards what it was sent, this header too.
    const isOwnCall = addressHeader in headers;
    if (forwardedFor !== "" && !isOwnCall && !hasWarned && !trust(nearest)) {
      hasWarned = true;
      onUnlistedProxy(nearest);
    }
    headers[addressHeader] = clientAddress(socket.remoteAddress, forwardedFor, trust);
  };
}
