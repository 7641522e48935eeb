import { readMetrics } from "@/lib/server/usecases/read-metrics";

export const dynamic = "force-dynamic";

/** For Prometheus. */
export async function GET() {
  return new Response(await readMetrics(), {
    headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store" },
  });
}
