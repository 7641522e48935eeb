import { idParams } from "@/lib/contracts/path";
import { csvResponse } from "@/lib/server/http/csv-response";
import { defineRoute } from "@/lib/server/http/define-route";
import { exportTransitions } from "@/lib/server/usecases/export-board";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  handler: async ({ userId, params, isStillSignedIn }) => {
    const { name, heading, pages } = await exportTransitions(userId, params.id);
    return csvResponse(`${name}.csv`, heading, pages, isStillSignedIn);
  },
});
