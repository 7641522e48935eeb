import { acceptInvitationRequest } from "@/lib/contracts/account";
import { DomainError } from "@/lib/domain/errors";
import { authenticate } from "@/lib/server/auth/authenticate";
import { openByLink } from "@/lib/server/auth/open-by-link";
import { acceptInvitation } from "@/lib/server/usecases/teams/accept-invitation";

/** Somebody who is signed in joins one more team. */
export const POST = openByLink(acceptInvitationRequest, async ({ token }, request) => {
  const caller = await authenticate(request);
  if (caller?.via !== "session") throw new DomainError("unauthenticated");
  await acceptInvitation(token, caller.userId);
  return null;
});
