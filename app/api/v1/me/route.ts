import { defineRoute } from "@/lib/server/http/define-route";
import { getMe } from "@/lib/server/usecases/manage-account";

export const GET = defineRoute({ access: "read", handler: ({ userId }) => getMe(userId) });
