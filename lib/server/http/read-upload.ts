import "server-only";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { DomainError } from "@/lib/domain/errors";

const inflate = promisify(gunzip);

/** A file as text, and the `options` field that came beside it. */
export type Upload = { text: string; options: string | null };

function fault(message: string): DomainError {
  return new DomainError("invalid", { errors: [{ path: "file", message }] });
}

async function toText(bytes: Buffer, maxBytes: number): Promise<string> {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isGzip
    ? await inflate(bytes, { maxOutputLength: maxBytes }).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "ERR_BUFFER_TOO_LARGE"
          ? new DomainError("too-large")
          : fault("The gzip file is damaged.");
      })
    : bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(plain);
  } catch {
    throw fault("The file is not text in UTF-8.");
  }
}

/**
 * An uploaded file: the body itself, or the field `file` of a form with `options` beside it. Gzip is unpacked.
 *
 * Throws `invalid` for a missing, damaged or non-text file, `too-large` for one that unpacks to more than `maxBytes`.
 */
export async function readUpload(request: Request, body: Buffer, maxBytes: number): Promise<Upload> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data/i.test(type)) {
    if (body.length === 0)
      throw fault("The file is missing: send it as the body, or as the field file of a form.");
    return { text: await toText(body, maxBytes), options: null };
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
    text: await toText(bytes, maxBytes),
    options: options === null ? null : typeof options === "string" ? options : await options.text(),
  };
}
