import { releaseHeader } from "@/lib/contracts/release";
import { toAnswerError, Unreachable } from "./answer-error";
import { pageHeaders } from "./page-owner";
import { releaseWatch } from "./release";

/** A line on which nothing has moved for so long is lost. */
const silentForMs = 60_000;

type Sending = {
  /** Called with the bytes that have left so far. */
  onSent: (bytes: number) => void;
  signal: AbortSignal;
};

/**
 * Sends a file as the body of a POST and tells how far it is; `path` starts behind `/api/v1`. Returns the text of the
 * answer. Throws `Refused` and `Unreachable` as `callApi` does, and what `signal` says when it is aborted.
 */
export function sendFile(path: string, file: Blob, { onSent, signal }: Sending): Promise<string> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    // The only way in browsers to hear how much of a request has left.
    const request = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout>;
    const end = (error: unknown) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      reject(error);
    };
    const abort = () => {
      request.abort();
      end(signal.reason);
    };
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        request.abort();
        end(new Unreachable(null));
      }, silentForMs);
    };
    request.upload.onprogress = ({ loaded }) => {
      watch();
      onSent(Math.min(loaded, file.size));
    };
    request.onload = () => {
      releaseWatch.note(request.getResponseHeader(releaseHeader));
      if (request.status < 200 || request.status >= 300)
        return end(toAnswerError(request.status, request.responseText));
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      resolve(request.responseText);
    };
    request.onerror = () => end(new Unreachable(null));
    signal.addEventListener("abort", abort);
    request.open("POST", `/api/v1${path}`);
    for (const [name, value] of Object.entries(pageHeaders())) request.setRequestHeader(name, value);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    watch();
    request.send(file);
  });
}
