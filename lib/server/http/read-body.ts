import "server-only";
import { DomainError, invalidField } from "@/lib/domain/errors";

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * The request's body as JSON, and the text that it came as; an empty body is `{}`.
 *
 * Throws `unsupported-media-type`, `too-large` (also when the length was not declared), or `invalid`.
 */
export async function readJson(
  request: Request,
  maxBytes: number,
): Promise<{ text: string; value: unknown }> {
  const text = await readText(request, maxBytes);
  if (text === "") return { text, value: {} };
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(request.headers.get("content-type") ?? "")) {
    throw new DomainError("unsupported-media-type");
  }
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    throw invalidField("", "Not valid JSON.");
  }
}

/** The request's body as it came. Throws `too-large`, also when the length was not declared, and `invalid` for one that breaks off. */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (request.method === "GET" || request.method === "HEAD") return new Uint8Array();
  const declared = request.headers.get("content-length");
  if (Number(declared ?? 0) > maxBytes) throw new DomainError("too-large");
  try {
    if (declared === null) return await readCounted(request, maxBytes);
    const bytes = new Uint8Array(await request.arrayBuffer());
    // A server lets no more through than was declared; others may.
    if (bytes.byteLength > maxBytes) throw new DomainError("too-large");
    return bytes;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw invalidField("", "The line was lost before the request was there.");
  }
}

async function readCounted({ body }: Request, maxBytes: number): Promise<Uint8Array> {
  if (!body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      throw new DomainError("too-large");
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return decoder.decode(bytes);
  } catch {
    throw invalidField("", "Not valid UTF-8.");
  }
}
