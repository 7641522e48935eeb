import ipaddr from "ipaddr.js";

/** What stands for an address that is not known: the caller has gone, or nothing came over a network. */
export const unknownAddress = "unknown";

/** An address in its one spelling: a mapped IPv4 address as IPv4, no zone; `unknown` for what is none. */
export function canonicalAddress(address: string | undefined): string {
  const plain = address?.trim().replace(/%.*$/, "") ?? "";
  return ipaddr.isValid(plain) ? ipaddr.process(plain).toString() : unknownAddress;
}

/**
 * Splits an address into the networks that are counted. `caller`: an IPv4 address, or the /64 of an IPv6 address, which
 * one home has as a whole. `wider`: the networks around it, in which one party may hold many callers: IPv4 /24, IPv6
 * /56 and /48. `isOneParty`: whether such a network usually belongs to one party, as IPv6 ones do.
 */
export function networksOf(address: string): { caller: string; wider: string[]; isOneParty: boolean } {
  if (!ipaddr.isValid(address)) return { caller: address, wider: [], isOneParty: false };
  const parsed = ipaddr.process(address);
  const net = (bits: number) => {
    const kind = parsed.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
    return `${kind.networkAddressFromCIDR(`${parsed.toString()}/${bits}`).toString()}/${bits}`;
  };
  return parsed.kind() === "ipv4"
    ? { caller: parsed.toString(), wider: [net(24)], isOneParty: false }
    : { caller: net(64), wider: [net(56), net(48)], isOneParty: true };
}
