import "server-only";
import type { InvitationView } from "@/lib/contracts/team";
import { requireTeam } from "../../access/require-permission";
import { listInvitations as listStoredInvitations } from "../../store/people/one-time-links";

/** Invitations that wait to be used, newest first. */
export async function listInvitations(userId: string, teamId: string): Promise<InvitationView[]> {
  await requireTeam(userId, teamId, "team:manage");
  const links = await listStoredInvitations(teamId);
  return links.map(({ id, role, email, createdAt, expiresAt }) => ({
    id,
    role,
    email,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
}
