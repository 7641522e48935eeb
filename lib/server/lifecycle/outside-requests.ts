import { AsyncLocalStorage } from "node:async_hooks";
import { oncePerProcess } from "./once-per-process";

/**
 * Runs work that only happens to be caused by a request or a transaction, and is none of theirs: inside it nobody asks, and
 * nothing is open. Made when the process begins, before anybody asks.
 */
export const outsideRequests = oncePerProcess("outside of requests", () => AsyncLocalStorage.snapshot());
