const always = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** For answers that are data: nothing in them is loaded or run, whatever it claims to be. */
const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** For scripts, styles and pictures; a worker's script is bound by the policy that comes with it. */
const filePolicy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

const oneYearSeconds = 365 * 24 * 60 * 60;

/** What every answer carries, whoever makes it. A page replaces the content policy by its own, which has its nonce. */
export function securityHeaders(path: string, origin: string | null): Record<string, string> {
  return {
    ...always,
    "Content-Security-Policy": path.startsWith("/_next/") ? filePolicy : dataPolicy,
    ...(origin?.startsWith("https:") && { "Strict-Transport-Security": `max-age=${oneYearSeconds}` }),
  };
}
