import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Keeps the reason why a sign-in was refused before the password was looked at. next-auth could only put it into an
 * address, where anybody reads it; here our own route finds it and decides what a stranger may be told.
 */
export const refusals = new AsyncLocalStorage<{ error: unknown }>();
