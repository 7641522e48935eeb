import { importOptions, importQuery } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { defineRoute } from "@/lib/server/http/define-route";
import { readUpload } from "@/lib/server/http/read-upload";
import { validate } from "@/lib/server/http/validate";
import { importBoard, previewImport } from "@/lib/server/usecases/import-board";

const maxFileBytes = 64 * 1024 * 1024;

function parseOptions(text: string | null | undefined): unknown {
  if (!text) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid", { errors: [{ path: "options", message: "Not valid JSON." }] });
  }
}

export const POST = defineRoute({
  access: "write",
  query: importQuery,
  accepts: "file",
  maxBodyBytes: maxFileBytes,
  status: 201,
  handler: async ({ userId, query, file, request }) => {
    const upload = await readUpload(request, file, maxFileBytes);
    const options = validate(importOptions, parseOptions(upload.options ?? query.options));
    if (query.dryRun) return Response.json(previewImport(query.format, upload.text, options));
    return importBoard(userId, query.format, upload.text, options);
  },
});
