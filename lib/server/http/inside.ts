import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import compression from "compression";
import { isOfApi } from "./api-base";
import type { Api } from "./handed-api";
import { pathOf } from "./judge-request";
import { answerMarked } from "./request-mark";
import { createStaticFiles, isStaticFile } from "./static-files";

/** Answers of a known length that is shorter go out as they are: packing them costs more than it saves. */
const packedFromBytes = 8_192;

type Inside = {
  /** The framework: pages, and whatever nobody else answers. */
  answerPage: RequestListener;
  /** What is answered without the framework; null where it brings everything itself, as while the product is made. */
  built: { api: Api; staticFolder: string } | null;
};

/** Answers what the front door has let in: the API and the files of the build at once, everything else by the framework. */
export function createInside({ answerPage, built }: Inside): RequestListener {
  const answerApi = built && createApiListener(built.api);
  const answerFile = built && createStaticFiles(built.staticFolder);
  // What has been packed already, and what says `no-transform`, passes through as it is.
  const pack = compression({ threshold: packedFromBytes }) as unknown as Middleware;
  // Of the API only what has a length: on the way of a stream the two would leave a listener behind whenever it waits.
  const packWhole = compression({
    threshold: packedFromBytes,
    filter: (request, response) =>
      response.hasHeader("Content-Length") && compression.filter(request, response),
  }) as unknown as Middleware;
  return (request, response) => {
    const path = pathOf(request.url ?? "");
    if (answerFile && isStaticFile(path)) answerFile(request, response);
    else if (answerApi && isOfApi(path)) packWhole(request, response, () => answerApi(request, response));
    else pack(request, response, () => answerMarked(request, response, () => answerPage(request, response)));
  };
}

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

function createApiListener(api: Api): RequestListener {
  // The front door sees to what of a body nobody has read.
  const listener = getRequestListener(api, { autoCleanupIncoming: false });
  return (request, response) => void listener(request, response);
}
