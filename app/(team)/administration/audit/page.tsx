import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AdministrationTabs } from "@/components/administration/administration-tabs";
import { AuditLog } from "@/components/administration/audit-log";
import { Page } from "@/components/layout/page";
import { auditQuery } from "@/lib/contracts/audit";
import { type RawQuery, readPageQuery } from "@/lib/contracts/page-query";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { listAuditLog } from "@/lib/server/usecases/audit/list-audit-log";
import { getPerson } from "@/lib/server/usecases/people/get-person";

export const metadata: Metadata = { title: "Audit log" };

const path = "/administration/audit";

export default async function AuditPage({ searchParams }: { searchParams: Promise<RawQuery> }) {
  const user = await getCurrentUser();
  if (!user.administrator) notFound();
  const { typed, query, fault } = readPageQuery(auditQuery, await searchParams);
  const [entries, person] = await Promise.all([
    listAuditLog(user.id, query),
    query.personId ? getPerson(user.id, query.personId).catch(() => null) : null,
  ]);
  return (
    <Page title="Administration" lead="Who has an account on this installation, and what happened.">
      <AdministrationTabs path={path} />
      <AuditLog
        path={path}
        description="Sign-ins, passwords, tokens, roles and teams. Nobody can change it; what people did is kept for more than a year."
        entries={entries}
        query={query}
        typed={typed}
        fault={fault}
        personName={query.personId ? (person?.name ?? "somebody who is gone") : null}
      />
    </Page>
  );
}
