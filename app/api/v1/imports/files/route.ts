import { importFileQuery } from "@/lib/contracts/import";
import { defineRoute } from "@/lib/server/http/define-route";
import { receiveUpload } from "@/lib/server/http/receive-import";
import { getImportFile } from "@/lib/server/usecases/manage-import-files";
import { requireImportRight } from "@/lib/server/usecases/require-import-right";

export const POST = defineRoute({
  access: "write",
  query: importFileQuery,
  accepts: "stream",
  status: 201,
  handler: async ({ userId, query, request }) => {
    await requireImportRight(userId, query.teamId);
    const { kept } = await receiveUpload(userId, request, query.name);
    return getImportFile(userId, kept.id);
  },
});
