import { importFileQuery } from "@/lib/contracts/import";
import { defineRoute } from "@/lib/server/api/define-route";
import { receiveUpload } from "@/lib/server/api/receive-import";
import { getImportFile } from "@/lib/server/usecases/imports/get-import-file";
import { requireImportPermission } from "@/lib/server/usecases/imports/require-import-permission";

export const POST = defineRoute({
  access: "write",
  query: importFileQuery,
  accepts: "stream",
  status: 201,
  handler: async ({ userId, query, request }) => {
    await requireImportPermission(userId, query.teamId);
    const { kept } = await receiveUpload(userId, request, query.name);
    return getImportFile(userId, kept.id);
  },
});
