import { readServerSentEvents } from "@/lib/client/live/server-sent-events";
import { type LiveEvent, liveEvent } from "@/lib/contracts/activity";

/** Reads a stream of board events as a browser does. */
export function readEvents(response: Response) {
  if (!response.body) throw new Error("No stream.");
  const messages = readServerSentEvents(response.body);
  return {
    /** The next event, checked against the contract; null when the stream has ended. */
    async next(): Promise<LiveEvent | null> {
      const { done, value } = await messages.next();
      if (done) return null;
      if (value.event !== "change") throw new Error(`The stream said ${value.event}.`);
      return liveEvent.parse(JSON.parse(value.data));
    },
    async nextMessage() {
      return (await messages.next()).value ?? null;
    },
    stop: () => messages.return(undefined),
  };
}
