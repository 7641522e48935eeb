import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";
import { canonicalAddress, unknownAddress } from "../network/network-address";

/** Whether an address is that of a proxy whose word about the caller is taken. */
export type Trust = (address: string) => boolean;

/**
 * Reads a list of proxies: addresses, ranges such as `10.0.0.0/8`, or `loopback`, with commas between them; an empty one
 * trusts nobody. Throws with words that name what is not understood.
 */
export function parseTrustedProxies(list: string): Trust {
  const proxies = list
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  for (const one of proxies) {
    try {
      proxyAddr.compile(one);
    } catch {
      throw new Error(
        `SLUICE_TRUSTED_PROXIES: “${one}” is neither an address, nor a range such as 10.0.0.0/8, nor loopback.`,
      );
    }
  }
  if (proxies.length === 0) return () => false;
  const trusts = proxyAddr.compile(proxies);
  return (address) => ipaddr.isValid(address) && trusts(address, 0);
}

/**
 * Who really asks: the socket's own address, or, while that is a trusted proxy's, the one that it says it was asked by;
 * read from right to left, since whatever stands left of the first stranger was written by that stranger.
 */
export function clientAddress(socketAddress: string | undefined, forwardedFor: string, trust: Trust): string {
  let address = canonicalAddress(socketAddress);
  const hops = forwardedFor.split(",").reverse();
  for (const hop of hops) {
    if (!trust(address)) return address;
    const next = canonicalAddress(withoutPort(hop));
    if (next === unknownAddress) return address;
    address = next;
  }
  return address;
}

/** Some proxies write the port, too: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(hop: string): string {
  const text = hop.trim();
  return /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}
