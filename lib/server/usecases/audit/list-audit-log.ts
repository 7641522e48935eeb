import "server-only";
import type { AuditEntry, AuditQuery } from "@/lib/contracts/audit";
import type { Page } from "@/lib/contracts/primitives";
import { requireAdministrator, requireTeam } from "../../access/require-permission";
import { toPage } from "../../store/paging";
import { isAdministrator } from "../../store/people/people";
import { listSecurityEvents } from "../../store/people/security-events";

/**
 * What happened that matters to security, newest first: everything for administrators, a team's part for its owners too.
 * Throws `forbidden`, and `not-found` for a stranger's team.
 */
export async function listAuditLog(userId: string, query: AuditQuery): Promise<Page<AuditEntry>> {
  if (query.teamId === undefined) await requireAdministrator(userId);
  else if (!(await isAdministrator(userId))) await requireTeam(userId, query.teamId, "team:manage");
  const entries = await listSecurityEvents(query, query.cursor ?? null);
  return toPage(entries, query.limit, (last) => last.id);
}
