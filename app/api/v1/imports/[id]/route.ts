import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/http/define-route";
import { toJobView } from "@/lib/server/http/import-answers";
import { cancelImport, getImport } from "@/lib/server/usecases/follow-import";

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
