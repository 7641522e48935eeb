import { z } from "zod";
import { id } from "@/lib/contracts/primitives";
import { defineRoute } from "@/lib/server/api/define-route";
import { endOwnSession } from "@/lib/server/usecases/sessions/end-session";

export const DELETE = defineRoute({
  access: "admin",
  params: z.object({ id }),
  status: 204,
  handler: ({ userId, params }) => endOwnSession(userId, params.id),
});
