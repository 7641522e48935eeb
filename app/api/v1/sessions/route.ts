import { defineRoute } from "@/lib/server/http/define-route";
import { getSessions } from "@/lib/server/usecases/manage-account";

export const GET = defineRoute({
  access: "admin",
  handler: async ({ userId }) => ({ items: await getSessions(userId), nextCursor: null }),
});
