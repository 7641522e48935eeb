import "server-only";
import { isDatabaseReachable } from "../usecases/health/is-database-reachable";

const headers = { "Cache-Control": "no-store" };

/** 200 while the database answers in time, else 503 with when to ask again. */
export async function answerReadiness(): Promise<Response> {
  if (await isDatabaseReachable()) return Response.json({ status: "ok" }, { headers });
  return Response.json(
    { status: "database-unreachable" },
    { status: 503, headers: { ...headers, "Retry-After": "5" } },
  );
}
