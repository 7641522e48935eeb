import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { oncePerProcess } from "../lifecycle/once-per-process";

/** Where a request comes from: the network address of the browser or program, as the nearest trusted party saw it. */
export type Origin = { address: string };

const current = oncePerProcess("origins of requests", () => new AsyncLocalStorage<Origin>());

/** Runs what one request asks for; `currentOrigin` tells inside it where the request came from. */
export function fromOrigin<T>(origin: Origin, work: () => T): T {
  return current.run(origin, work);
}

/** Where the request that this call serves came from; null for what nobody asked for over the network. */
export function currentOrigin(): Origin | null {
  return current.getStore() ?? null;
}
