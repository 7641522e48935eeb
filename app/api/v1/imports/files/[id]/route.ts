import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { getImportFile, removeImportFile } from "@/lib/server/usecases/imports/manage-import-files";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  handler: ({ userId, params }) => getImportFile(userId, params.id),
});

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  status: 204,
  handler: ({ userId, params }) => removeImportFile(userId, params.id),
});
