import "server-only";
import { outageDigest } from "@/lib/contracts/outage";
import { classifyOutage } from "../db/outage";
import { fromBrowser } from "./from-browser";

/**
 * Reads for a page: use cases see where the request came from, and a failure for an outage says so to the page that tells
 * of it.
 */
export async function forPage<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await fromBrowser(read);
  } catch (error) {
    if (classifyOutage(error) && error instanceof Error) Object.assign(error, { digest: outageDigest });
    throw error;
  }
}
