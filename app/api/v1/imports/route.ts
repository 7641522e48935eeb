import { importQuery } from "@/lib/contracts/import";
import { defineRoute } from "@/lib/server/http/define-route";
import { receiveImport } from "@/lib/server/http/receive-import";

export const POST = defineRoute({
  access: "write",
  query: importQuery,
  accepts: "stream",
  handler: receiveImport,
});
