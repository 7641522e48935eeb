import { createAccessTokenRequest } from "@/lib/contracts/account";
import { defineRoute } from "@/lib/server/api/define-route";
import { createAccessToken } from "@/lib/server/usecases/account/create-access-token";
import { getAccessTokens } from "@/lib/server/usecases/account/list-access-tokens";

export const GET = defineRoute({
  access: "admin",
  handler: async ({ userId }) => ({ items: await getAccessTokens(userId), nextCursor: null }),
});

export const POST = defineRoute({
  access: "admin",
  body: createAccessTokenRequest,
  status: 201,
  holdsSecret: true,
  handler: ({ userId, body, isStillSignedIn, tokenEndsAt }) =>
    createAccessToken(userId, body, isStillSignedIn, tokenEndsAt),
});
