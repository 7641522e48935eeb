import type { z } from "zod";
import { isOutdated } from "./release";

/**
 * Makes an answer of what the server sent. A server of the page's own release (`isOwn`) keeps to the contracts that the
 * page was made with and is taken at its word; what any other sends is checked. Throws where it is no such answer.
 */
export type Shape<T> = (sent: unknown, isOwn: boolean) => T | Promise<T>;

type Load = () => Promise<z.ZodType>;

/** How long a page stands before it is taken for one that stays, and may outlive its release; then, how often what failed is tried again. */
const stayMs = 60_000;

/** What has not been loaded yet. */
const missing = new Set<Load>();
let isStaying = false;

/** The shape that a contract says, where the page has the contract anyway. */
export function shapeOf<S extends z.ZodType>(contract: S): Shape<z.infer<S>> {
  return (sent, isOwn) => (isOwn ? (sent as z.infer<S>) : contract.parse(sent));
}

/** The same of a contract that is loaded when something has to be checked by it. Made once for each contract. */
export function laterShapeOf<S extends z.ZodType>(load: () => Promise<S>): Shape<z.infer<S>> {
  missing.add(load);
  if (isStaying) void fetchAhead(load);
  return async (sent, isOwn) => (isOwn ? (sent as z.infer<S>) : (await load()).parse(sent));
}

/** A shape of which something else is made. */
export function mapShape<A, T>(shape: Shape<A>, make: (answer: A) => T): Shape<T> {
  return async (sent, isOwn) => make(await shape(sent, isOwn));
}

/**
 * Loads what answers are checked by once the page has stood for a minute, and from then on what is gone to as soon as it
 * is: as long as the page's release is there to give it. Until the returned function is called.
 */
export function loadShapesOfStayingPage(): () => void {
  const timer = setInterval(() => {
    isStaying = true;
    for (const load of missing) void fetchAhead(load);
  }, stayMs);
  return () => {
    isStaying = false;
    clearInterval(timer);
  };
}

async function fetchAhead(load: Load): Promise<void> {
  if (isOutdated()) return;
  try {
    await load();
    missing.delete(load);
  } catch {
    // Tried again in a minute.
  }
}
