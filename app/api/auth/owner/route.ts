import { createOwnerRequest } from "@/lib/contracts/account";
import { openByLink } from "@/lib/server/auth/open-by-link";
import { createOwner } from "@/lib/server/usecases/people/create-owner";

/** Creates the owner and their team, and signs them in. */
export const POST = openByLink(createOwnerRequest, ({ token, team, ...person }) =>
  createOwner(token, person, team),
);
