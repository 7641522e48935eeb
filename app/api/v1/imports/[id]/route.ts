import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { toJobView } from "@/lib/server/api/import-answers";
import { cancelImport } from "@/lib/server/usecases/imports/cancel-import";
import { getImport } from "@/lib/server/usecases/imports/get-import";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  handler: async ({ userId, params }) => toJobView(await getImport(userId, params.id)),
});

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  handler: async ({ userId, params }) => toJobView(await cancelImport(userId, params.id)),
});
