import type { RequestListener } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { minuteMs } from "@/lib/domain/duration";
import { isOfApi } from "./api-base";
import { pathOf } from "./judge-request";
import { answerMarked } from "./request-mark";

/** Answers a request to any address of the API; needs nothing of the framework, and never rejects. */
export type Api = (request: Request) => Promise<Response>;

type HandOver = { api: Promise<Api>; give: (api: Api) => void };

const handedOverWithinMs = minuteMs;

// Kept on globalThis: whoever serves and the framework's bundles each load this module for themselves.
const kept = globalThis as { sluiceApi?: HandOver };

function handOver(): HandOver {
  if (!kept.sluiceApi) {
    let give: HandOver["give"] = () => {};
    const api = new Promise<Api>((resolve) => {
      give = resolve;
    });
    kept.sluiceApi = { api, give };
  }
  return kept.sluiceApi;
}

/** Hands the API, which the framework has built with everything else, to whoever serves this process. */
export function handOverApi(api: Api): void {
  handOver().give(api);
}

/** The API, as soon as it is handed over. Throws when the framework does not do so, or `stopping` is aborted. */
export async function takeOverApi(stopping: AbortSignal): Promise<Api> {
  const tooLate = pause(handedOverWithinMs, null, { signal: stopping, ref: false });
  const api = await Promise.race([handOver().api, tooLate]);
  if (!api) throw new Error("The framework has begun without handing over the API.");
  return api;
}

/**
 * Answers what the front door has let in: what is the API's at once, everything else by the framework. Without an `api`
 * the framework answers that, too.
 */
export function createInside(api: Api | null, answerPage: RequestListener): RequestListener {
  const answerApi = api && createApiListener(api);
  return (request, response) => {
    if (answerApi && isOfApi(pathOf(request.url ?? ""))) answerApi(request, response);
    else answerMarked(request, response, () => answerPage(request, response));
  };
}

function createApiListener(api: Api): RequestListener {
  const listener = getRequestListener(api, {
    // The framework beside goes on with the platform's own.
    overrideGlobalObjects: false,
    // The front door sees to what of a body nobody has read.
    autoCleanupIncoming: false,
  });
  return (request, response) => void listener(request, response);
}
