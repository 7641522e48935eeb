import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { getImportFile } from "@/lib/server/usecases/imports/get-import-file";
import { removeImportFile } from "@/lib/server/usecases/imports/remove-import-file";

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
