import { auditQuery } from "@/lib/contracts/audit";
import { defineRoute } from "@/lib/server/api/define-route";
import { readAuditLog } from "@/lib/server/usecases/audit/list-audit-log";

export const GET = defineRoute({
  access: "admin",
  query: auditQuery,
  handler: ({ userId, query }) => readAuditLog(userId, query),
});
