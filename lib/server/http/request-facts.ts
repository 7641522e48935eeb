import { unknownAddress } from "./client-address";

/** Header in which the front door says who asks; one that comes from outside is thrown away there. */
export const addressHeader = "x-sluice-address";

/** Network address of who sent this request, as the front door found it. */
export function addressOf(headers: { get(name: string): string | null }): string {
  return headers.get(addressHeader) ?? unknownAddress;
}
