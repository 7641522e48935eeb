export const dynamic = "force-dynamic";

/** Whether this process answers. Asks nothing outside it: a slow database is no reason to restart a server. */
export function GET() {
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
}
