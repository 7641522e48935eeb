import { answerRoute } from "@/lib/server/api/answer-route";
import { defineRoute } from "@/lib/server/api/define-route";
import { getGauges } from "@/lib/server/usecases/health/get-gauges";
import { toGaugesText } from "./gauges-text";

export const dynamic = "force-dynamic";

const route = defineRoute({
  method: "get",
  path: "/metrics",
  summary:
    "Figures of the installation for Prometheus, which brings an access token with the scope `metrics`",
  access: "metrics",
  answer: "text/plain",
  handler: async ({ userId }) =>
    new Response(toGaugesText(await getGauges(userId)), {
      headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store" },
    }),
});

export const GET = (request: Request) => answerRoute(route, request);
