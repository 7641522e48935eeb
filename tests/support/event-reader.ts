import { readServerSentEvents } from "@/lib/client/server-sent-events";
import type { BoardEvent } from "@/lib/contracts/activity";
import { boardEvent } from "@/lib/contracts/activity";

/** Reads a stream of board events as a browser does. */
export function readEvents(response: Response) {
  if (!response.body) throw new Error("No stream.");
  const messages = readServerSentEvents(response.body);
  return {
    /** The next event, checked against the contract; null when the stream has ended. */
    async next(): Promise<BoardEvent | null> {
      const { done, value } = await messages.next();
      if (done) return null;
      if (value.event === "reset") throw new Error("The stream asked for a new start.");
      return boardEvent.parse(JSON.parse(value.data));
    },
    async nextMessage() {
      return (await messages.next()).value ?? null;
    },
    stop: () => messages.return(undefined),
  };
}
