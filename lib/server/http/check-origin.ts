import "server-only";
import { DomainError } from "@/lib/domain/errors";

/**
 * Refuses a write with a cookie that another site's page may have caused. The browser says where a write comes from;
 * it must be the host that was asked, or the one that the proxy in front was asked for.
 */
export function requireSameOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host")?.split(",")[0]?.trim() ?? headers.get("host");
  const isSame = origin === null ? headers.get("sec-fetch-site") === "same-origin" : hostOf(origin) === host;
  if (!isSame) {
    throw new DomainError(
      "forbidden",
      {},
      "Writes with a session cookie are only taken from this site's own pages.",
    );
  }
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
