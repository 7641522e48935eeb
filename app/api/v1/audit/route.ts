import { auditQuery } from "@/lib/contracts/audit";
import { defineRoute } from "@/lib/server/api/define-route";
import { listAuditLog } from "@/lib/server/usecases/audit/list-audit-log";

export const GET = defineRoute({
  access: "admin",
  query: auditQuery,
  handler: ({ userId, query }) => listAuditLog(userId, query),
});
