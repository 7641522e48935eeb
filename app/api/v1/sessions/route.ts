import { defineRoute } from "@/lib/server/api/define-route";
import { getSessions } from "@/lib/server/usecases/sessions/list-sessions";

export const GET = defineRoute({
  access: "admin",
  handler: async ({ userId }) => ({ items: await getSessions(userId), nextCursor: null }),
});
