import "server-only";
import { headers } from "next/headers";
import { addressOf } from "../http/request-facts";
import { fromOrigin } from "../network/origin";

/** Runs what a page does; use cases see inside it where the request came from. */
export async function fromBrowser<T>(work: () => Promise<T>): Promise<T> {
  return fromOrigin({ address: addressOf(await headers()) }, work);
}
