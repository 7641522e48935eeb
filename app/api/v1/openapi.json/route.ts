import { buildOpenApi } from "@/lib/server/api/openapi";

export const dynamic = "force-static";

/** The contract is public: it tells nothing of anybody's boards. */
export function GET() {
  return Response.json(buildOpenApi());
}
