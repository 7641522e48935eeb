import "server-only";

const ownOrigin = "http://own.invalid";

/**
 * Where to go after signing in: `next` when it is a path of this site, else "/". Anything else would let a link lead
 * people elsewhere.
 *
 * Read as a browser reads it, which drops tabs and line breaks, takes `\` for `/` and resolves dots.
 */
export function toOwnPath(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/") || !URL.canParse(next, ownOrigin)) return "/";
  const { origin, pathname, search, hash } = new URL(next, ownOrigin);
  return origin === ownOrigin && !pathname.startsWith("//") ? pathname + search + hash : "/";
}
