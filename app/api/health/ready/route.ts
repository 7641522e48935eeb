import { answerReadiness } from "@/lib/server/api/readiness";

export const dynamic = "force-dynamic";

/** Whether this process can do its work now: a load balancer sends people elsewhere meanwhile. */
export const GET = answerReadiness;
