import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Why a sign-in was not even tried: next-auth can only pass a text on, in an address, where anybody reads it. What is
 * thrown in `authorize` is kept here for the door, which knows what a stranger may be told.
 */
export const refusals = new AsyncLocalStorage<{ error: unknown }>();
