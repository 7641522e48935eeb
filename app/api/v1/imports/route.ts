import { importQuery } from "@/lib/contracts/import";
import { defineRoute } from "@/lib/server/api/define-route";
import { receiveImport } from "@/lib/server/api/receive-import";

export const POST = defineRoute({
  access: "write",
  query: importQuery,
  accepts: "stream",
  handler: receiveImport,
});
