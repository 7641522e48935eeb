import { setTimeout as pause } from "node:timers/promises";
import { minuteMs } from "@/lib/domain/duration";
import { oncePerProcess } from "../lifecycle/once-per-process";

/** Answers a request to any address of the API; needs nothing of the framework, and never rejects. */
export type Api = (request: Request) => Promise<Response>;

type HandOver = { api: Promise<Api>; give: (api: Api) => void };

const handedOverWithinMs = minuteMs;

const handOver = oncePerProcess<HandOver>("API handed over", () => {
  let give: HandOver["give"] = () => {};
  const api = new Promise<Api>((resolve) => {
    give = resolve;
  });
  return { api, give };
});

/** Hands the API, which the framework has built with everything else, to whoever serves this process. */
export function handOverApi(api: Api): void {
  handOver.give(api);
}

/** The API, as soon as it is handed over. Throws when the framework does not do so, or `stopping` is aborted. */
export async function takeOverApi(stopping: AbortSignal): Promise<Api> {
  const tooLate = pause(handedOverWithinMs, null, { signal: stopping, ref: false });
  const api = await Promise.race([handOver.api, tooLate]);
  if (!api) throw new Error("The framework has begun without handing over the API.");
  return api;
}
