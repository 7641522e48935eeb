import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import sirv from "sirv";
import { frontRefusals, refuse } from "./front-refusal";

const base = "/_next/static";
const oneYearSeconds = 365 * 24 * 60 * 60;

/** Whether an address is that of a file which browsers load of a build. */
export function isStaticFile(path: string): boolean {
  return path.startsWith(`${base}/`);
}

/**
 * Answers such addresses from the folder where the build has put the files, compressed as the reader takes them; each has
 * its content's name, and is kept for good. What is not there is not there: nobody makes a page of it.
 */
export function createStaticFiles(folder: string): RequestListener {
  const serve = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    immutable: true,
    maxAge: oneYearSeconds,
  });
  return (request, response) => {
    const { url = "", headers } = request;
    letGo(response);
    // Files are small, and sent whole: a range is a wish that may be passed over.
    delete headers.range;
    headers["accept-encoding"] = withoutRefused(headers["accept-encoding"]);
    request.url = url.slice(base.length);
    serve(request as IncomingMessage & { url: string }, response, () => {
      request.url = url;
      refuse(request, response, frontRefusals.notFound);
    });
    request.url = url;
  };
}

/** The encodings of an Accept-Encoding header but those that the reader refuses, which `sirv` would take for wanted. */
function withoutRefused(encodings = ""): string {
  return encodings
    .split(",")
    .filter((encoding) => !/;\s*q=0(\.0*)?\s*$/i.test(encoding))
    .join(",");
}

/** A file that is piped stays open when its reader goes, and one that cannot be read would leave the reader waiting. */
function letGo(response: ServerResponse): void {
  response.once("pipe", (file: Readable) => {
    file.once("error", () => response.destroy());
    response.once("close", () => file.destroy());
  });
}
