import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { originOf } from "./request-facts";

/**
 * Refuses a write with a cookie that another site's page may have caused. The browser says where a write comes from; it
 * must be the address under which this product is reached.
 */
export function requireSameOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  const own = originOf(headers);
  const isSame =
    origin === null ? headers.get("sec-fetch-site") === "same-origin" : hostOf(origin) === hostOf(own);
  if (!isSame) {
    throw new DomainError(
      "forbidden",
      {},
      `Writes with a session cookie are only taken from this site's own pages, at ${own}. If that is not the address in your browser, SLUICE_PUBLIC_URL or SLUICE_TRUSTED_PROXIES is missing on the server.`,
    );
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
