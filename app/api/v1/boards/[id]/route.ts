import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/http/define-route";
import { notModified, snapshotResponse } from "@/lib/server/http/entity-tag";
import { getBoardText } from "@/lib/server/usecases/get-board";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  handler: async ({ userId, params, request }) => {
    const { etag, body } = await getBoardText(userId, params.id, request.headers.get("if-none-match"));
    return body === null ? notModified(etag) : snapshotResponse(etag, body);
  },
});
