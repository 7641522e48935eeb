import "server-only";
import type { MemberRole } from "@/lib/domain/permission";
import { hashSecretToken } from "../../credentials/secret-token";
import { findInvitation } from "../../store/people/one-time-links";
import { findRole } from "../../store/people/teams";
import { findUserByEmail } from "../../store/people/users";

/** What an invitation says to whoever opens it. */
export type InvitationOffer = {
  teamName: string;
  role: MemberRole;
  /** The one address that may use it; null: whoever has the link. */
  email: string | null;
  /** Whether that address has an account, so that its owner signs in instead of making one. */
  hasAccount: boolean;
  /** Whether the reader is in the team already. */
  isMember: boolean;
};

/** Whether an invitation could be used now, and what for; null when it is unknown, used, ended or expired. */
export async function getInvitation(token: string, readerId: string | null): Promise<InvitationOffer | null> {
  const link = await findInvitation(hashSecretToken(token));
  if (!link) return null;
  const { teamId, teamName, role, email } = link;
  const [account, readersRole] = await Promise.all([
    email ? findUserByEmail(email) : null,
    readerId ? findRole(teamId, readerId) : null,
  ]);
  return { teamName, role, email, hasAccount: account !== null, isMember: readersRole !== null };
}
