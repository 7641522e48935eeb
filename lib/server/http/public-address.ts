import type { IncomingHttpHeaders } from "node:http";

/** A host as a browser writes it: a name or an address, with a port where it is not the usual one. */
const hostShape = /^(?:[a-z0-9](?:[a-z0-9._-]{0,252})|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/**
 * The address of the installation as people type it, such as `https://board.example`; null when none is set. Throws with
 * words for anything but http or https, a host, and a port where needed.
 */
export function parsePublicUrl(text: string | undefined): string | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url && /^https?:$/.test(url.protocol) && hostShape.test(url.host);
  if (isPlain && url.pathname === "/" && !url.search && !url.hash && !url.username && !url.password)
    return url.origin;
  throw new Error(
    `SLUICE_PUBLIC_URL is “${text}”; it must be what people type to get here, without a path, such as https://board.example.`,
  );
}

/**
 * The origin under which a request reached this product: the public URL where one is set, else what a trusted proxy was
 * asked for, else what the server itself was asked for. Of several proxies in a row the first, which spoke with the
 * browser, counts. Null when no host was named that could be one.
 */
export function publicOriginOf(
  headers: IncomingHttpHeaders,
  isFromTrustedProxy: boolean,
  publicUrl: string | null,
): string | null {
  if (publicUrl) return publicUrl;
  const forwarded = (name: string) => (isFromTrustedProxy ? firstOf(headers[name]) : "");
  const host = forwarded("x-forwarded-host") || headers.host || "";
  const isHttps = forwarded("x-forwarded-proto").toLowerCase() === "https";
  const origin = `${isHttps ? "https" : "http"}://${host}`;
  return hostShape.test(host) && URL.canParse(origin) ? new URL(origin).origin : null;
}

function firstOf(value: string | string[] | undefined): string {
  return [value].flat()[0]?.split(",")[0]?.trim() ?? "";
}
