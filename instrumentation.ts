import type { Instrumentation } from "next";

/** Once per server process, before it answers. Next also compiles this file for its edge runtime, which has no process. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs")
    await import("./instrumentation-node").then(({ begin }) => begin());
}

export const onRequestError: Instrumentation.onRequestError = async (error) => {
  if (process.env.NEXT_RUNTIME === "nodejs")
    await import("./instrumentation-node").then(({ noteFailure }) => noteFailure(error));
};
