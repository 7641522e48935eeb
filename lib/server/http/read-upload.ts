import "server-only";
import { DomainError } from "@/lib/domain/errors";

/** A file as it came, and the `options` field that came beside it. */
export type Upload = { bytes: Uint8Array; options: string | null };

function fault(message: string): DomainError {
  return new DomainError("invalid", { errors: [{ path: "file", message }] });
}

/**
 * An uploaded file: the body itself, or the field `file` of a form with `options` beside it. Throws `invalid` for
 * a missing file and a damaged form.
 */
export async function readUpload(request: Request, body: Buffer): Promise<Upload> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data/i.test(type)) {
    if (body.length === 0)
      throw fault("The file is missing: send it as the body, or as the field file of a form.");
    return { bytes: body, options: null };
  }
  const form = await new Response(new Uint8Array(body), { headers: { "Content-Type": type } })
    .formData()
    .catch(() => {
      throw fault("The form is damaged.");
    });
  const file = form.get("file");
  const options = form.get("options");
  if (file === null) throw fault("The form has no field named file.");
  const bytes = typeof file === "string" ? Buffer.from(file) : Buffer.from(await file.arrayBuffer());
  return {
    bytes,
    options: options === null ? null : typeof options === "string" ? options : await options.text(),
  };
}
