import { DomainError } from "@/lib/domain/errors";

const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/** Does something that is told, with words as the reason, when a signal wants the process to end. */
export async function untilStopped<T>(work: (stopping: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const stop = (signal: NodeJS.Signals) =>
    stopping.abort(new DomainError("cancelled", {}, `Stopped by ${signal}.`));
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work(stopping.signal);
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
