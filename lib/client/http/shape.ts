import type { z } from "zod";

/**
 * Makes an answer of what the server sent. A server of the page's own release (`isOwn`) keeps to the contracts that the
 * page was made with and is taken at its word; what any other sends is checked. Throws where it is no such answer.
 */
export type Shape<T> = (sent: unknown, isOwn: boolean) => T | Promise<T>;

/** How long a page stands before it is taken for one that stays, and may outlive its release. */
const stayMs = 60_000;

const later = new Set<() => Promise<z.ZodType>>();

/** The shape that a contract says, where the page has the contract anyway. */
export function shapeOf<S extends z.ZodType>(contract: S): Shape<z.infer<S>> {
  return (sent, isOwn) => (isOwn ? (sent as z.infer<S>) : contract.parse(sent));
}

/** The same of a contract that is loaded when something has to be checked by it. Made once for each contract. */
export function laterShapeOf<S extends z.ZodType>(load: () => Promise<S>): Shape<z.infer<S>> {
  later.add(load);
  return async (sent, isOwn) => (isOwn ? (sent as z.infer<S>) : (await load()).parse(sent));
}

/** A shape of which something else is made. */
export function mapShape<A, T>(shape: Shape<A>, make: (answer: A) => T): Shape<T> {
  return async (sent, isOwn) => make(await shape(sent, isOwn));
}

/**
 * Loads what answers are checked by once the page has stood for a minute, as long as its release is there to give it.
 * Until the returned function is called.
 */
export function loadShapesOfStayingPage(): () => void {
  const timer = setTimeout(() => {
    for (const load of later) load().catch(() => undefined);
  }, stayMs);
  return () => clearTimeout(timer);
}
