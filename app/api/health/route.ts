import { getPool } from "@/lib/server/db/client";

export const dynamic = "force-dynamic";

/** Whether this process serves and reaches its database; for load balancers and start scripts. */
export async function GET() {
  const isReachable = await getPool()
    .query("SELECT 1")
    .then(() => true)
    .catch(() => false);
  return Response.json(
    { status: isReachable ? "ok" : "database-unreachable" },
    { status: isReachable ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
