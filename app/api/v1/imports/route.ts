import { importOptions, importQuery } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { defineRoute } from "@/lib/server/http/define-route";
import { readUpload } from "@/lib/server/http/read-upload";
import { validate } from "@/lib/server/http/validate";
import { runImport, runPreview } from "@/lib/server/import-worker/run-import";

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
    const upload = await readUpload(request, file);
    const options = validate(importOptions, parseOptions(upload.options ?? query.options));
    const work = { userId, format: query.format, options, source: { bytes: upload.bytes } };
    return query.dryRun
      ? Response.json(await runPreview({ ...work, signal: request.signal }))
      : runImport(work);
  },
});
