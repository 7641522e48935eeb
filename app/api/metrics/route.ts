import { defineRoute } from "@/lib/server/api/define-route";
import { getGaugesText } from "@/lib/server/usecases/health/read-gauges";

export const dynamic = "force-dynamic";

/** For Prometheus, which brings an access token with the scope `metrics`. */
export const GET = defineRoute({
  access: "metrics",
  handler: async ({ userId }) =>
    new Response(await getGaugesText(userId), {
      headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store" },
    }),
});
