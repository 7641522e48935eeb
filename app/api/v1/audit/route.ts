import { auditQuery } from "@/lib/contracts/audit";
import { defineRoute } from "@/lib/server/http/define-route";
import { readAuditLog } from "@/lib/server/usecases/read-audit-log";

export const GET = defineRoute({
  access: "admin",
  query: auditQuery,
  handler: ({ userId, query }) => readAuditLog(userId, query),
});
