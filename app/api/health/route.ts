import { answerReadiness } from "@/lib/server/api/readiness";

export const dynamic = "force-dynamic";

/** As `/api/health/ready`; for start scripts. */
export const GET = answerReadiness;
