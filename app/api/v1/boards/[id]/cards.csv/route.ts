import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { csvResponse } from "@/lib/server/http/csv-response";
import { exportCards } from "@/lib/server/usecases/boards/export-board";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  handler: async ({ userId, params, isStillSignedIn }) => {
    const { name, heading, pages } = await exportCards(userId, params.id);
    return csvResponse(`${name}.csv`, heading, pages, isStillSignedIn);
  },
});
