import { z } from "zod";
import { id } from "@/lib/contracts/primitives";
import { defineRoute } from "@/lib/server/api/define-route";
import { endAccessToken } from "@/lib/server/usecases/account/end-access-token";

export const DELETE = defineRoute({
  access: "admin",
  params: z.object({ id }),
  status: 204,
  handler: ({ userId, params }) => endAccessToken(userId, params.id),
});
