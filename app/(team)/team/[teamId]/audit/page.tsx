import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuditLog } from "@/components/administration/audit-log";
import { Page } from "@/components/layout/page";
import { PageLink } from "@/components/ui/page-link";
import { auditQuery } from "@/lib/contracts/audit";
import { type RawQuery, readPageQuery } from "@/lib/contracts/page-query";
import { id } from "@/lib/contracts/primitives";
import { DomainError } from "@/lib/domain/errors";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { listAuditLog } from "@/lib/server/usecases/audit/list-audit-log";
import { getTeam } from "@/lib/server/usecases/teams/get-team";

export const metadata: Metadata = { title: "Audit log of a team" };

type Props = { params: Promise<{ teamId: string }>; searchParams: Promise<RawQuery> };

export default async function TeamAuditPage({ params, searchParams }: Props) {
  const [{ teamId }, user] = await Promise.all([params, getCurrentUser()]);
  if (!id.safeParse(teamId).success) notFound();
  const { typed, query, fault } = readPageQuery(auditQuery, await searchParams);
  const [team, entries] = await Promise.all([
    getTeam(user.id, teamId),
    listAuditLog(user.id, { ...query, teamId }),
  ]).catch((error: unknown) => {
    if (error instanceof DomainError && ["not-found", "forbidden"].includes(error.code)) notFound();
    throw error;
  });
  return (
    <Page
      title={team.name}
      lead={
        <PageLink href={`/team/${teamId}`} className="font-medium underline underline-offset-4">
          To the team
        </PageLink>
      }
    >
      <AuditLog
        path={`/team/${teamId}/audit`}
        description="Who came, left, was invited or got another role in this team."
        entries={entries}
        query={query}
        typed={typed}
        fault={fault}
        personName={null}
      />
    </Page>
  );
}
