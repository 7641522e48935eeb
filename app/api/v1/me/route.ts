import { defineRoute } from "@/lib/server/api/define-route";
import { getMe } from "@/lib/server/usecases/account/get-me";

export const GET = defineRoute({ access: "read", handler: ({ userId }) => getMe(userId) });
