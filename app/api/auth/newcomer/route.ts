import { joinRequest } from "@/lib/contracts/account";
import { openByLink } from "@/lib/server/auth/open-by-link";
import { createInvitedPerson } from "@/lib/server/usecases/teams/accept-invitation";

/** A newcomer joins the team that invited them, and is signed in. */
export const POST = openByLink(joinRequest, ({ token, ...person }) => createInvitedPerson(token, person));
