import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Page } from "@/components/layout/page";
import { Invitations } from "@/components/people/invitations";
import { Members } from "@/components/people/members";
import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import { id } from "@/lib/contracts/primitives";
import { DomainError } from "@/lib/domain/errors";
import { can } from "@/lib/domain/permission";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { getTeam } from "@/lib/server/usecases/teams/get-team";
import { listInvitations } from "@/lib/server/usecases/teams/list-invitations";
import { listMembers } from "@/lib/server/usecases/teams/list-members";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage({ params }: { params: Promise<{ teamId: string }> }) {
  const [{ teamId }, user] = await Promise.all([params, getCurrentUser()]);
  if (!id.safeParse(teamId).success) notFound();
  const team = await getTeam(user.id, teamId).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "not-found") notFound();
    throw error;
  });
  const mayManage = can(team.role, "team:manage");
  const [members, invitations] = await Promise.all([
    listMembers(user.id, teamId),
    mayManage ? listInvitations(user.id, teamId) : [],
  ]);
  return (
    <Page
      title={team.name}
      lead="Owners manage the team; leads set limits and make boards; members move cards; viewers read."
      actions={
        mayManage && (
          <Button asChild variant="outline" size="sm">
            <PageLink href={`/team/${teamId}/audit`}>Audit log</PageLink>
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-6">
        <Members teamId={teamId} members={members} userId={user.id} mayManage={mayManage} />
        {mayManage && <Invitations teamId={teamId} invitations={invitations} />}
      </div>
    </Page>
  );
}
