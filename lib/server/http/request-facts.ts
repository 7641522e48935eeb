import { unknownAddress } from "../network/network-address";

/** Anything with headers: of a request, or of the page being made. */
type ReadableHeaders = { get(name: string): string | null };

/** Header in which the front door says who asks; one that comes from outside is thrown away there. */
export const addressHeader = "x-sluice-address";

/** Header in which the front door says under which origin the product was reached. */
export const originHeader = "x-sluice-origin";

/** Network address of who sent this request, as the front door found it. */
export function addressOf(headers: ReadableHeaders): string {
  return headers.get(addressHeader) ?? unknownAddress;
}

/**
 * Origin under which the browser reached this product, such as `https://board.example`: the one fact from which links,
 * the kind of cookies and the check of where a write comes from are made.
 */
export function originOf(headers: ReadableHeaders): string {
  return headers.get(originHeader) ?? `http://${headers.get("host") ?? "localhost"}`;
}
