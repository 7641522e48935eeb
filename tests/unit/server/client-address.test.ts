import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientAddress, parseTrustedProxies } from "@/lib/server/http/client-address";
import { canonicalAddress, networksOf } from "@/lib/server/network/network-address";

const trust = parseTrustedProxies("loopback, 10.0.0.0/8, 2001:db8:ffff::1");

describe("who asks", () => {
  test.each([
    ["no proxy: nothing that is forwarded is believed", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["a listed proxy says whom it was asked by", "10.0.0.7", "198.51.100.1", "198.51.100.1"],
    ["what the caller wrote before is not believed", "10.0.0.7", "1.2.3.4, 198.51.100.1", "198.51.100.1"],
    ["two listed proxies in a row", "10.0.0.7", "198.51.100.1, 10.1.1.1", "198.51.100.1"],
    [
      "an unlisted one in between is the caller",
      "10.0.0.7",
      "198.51.100.1, 192.0.2.7, 10.1.1.1",
      "192.0.2.7",
    ],
    ["a mapped IPv4 address is IPv4", "::ffff:10.0.0.7", "::ffff:198.51.100.1", "198.51.100.1"],
    ["a proxy of IPv6", "2001:db8:ffff::1", "2001:DB8::0:5", "2001:db8::5"],
    ["ports are left out", "127.0.0.1", "198.51.100.1:5123", "198.51.100.1"],
    ["ports of IPv6, too", "::1", "[2001:db8::5]:443", "2001:db8::5"],
    ["garbage from a proxy leaves the proxy", "10.0.0.7", "unknown, nonsense", "10.0.0.7"],
    ["nothing forwarded by a proxy: the proxy itself", "10.0.0.7", "", "10.0.0.7"],
  ])("%s", (_, socket, forwarded, address) => {
    expect(clientAddress(socket, forwarded, trust)).toBe(address);
  });

  test("without a list nobody is believed", () => {
    const nobody = parseTrustedProxies("");
    expect(clientAddress("127.0.0.1", "198.51.100.1", nobody)).toBe("127.0.0.1");
  });

  test("whatever a caller forwards, it cannot choose its address", () => {
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), (typed, address) => {
        fc.pre(!trust(address));
        expect(clientAddress("10.0.0.7", `${typed},${address}`, trust)).toBe(canonicalAddress(address));
        expect(clientAddress(address, typed, trust)).toBe(canonicalAddress(address));
      }),
    );
  });

  test("an address that is none is unknown", () => {
    expect(canonicalAddress(undefined)).toBe("unknown");
    expect(canonicalAddress("evil\nline")).toBe("unknown");
    expect(canonicalAddress("fe80::1%eth0")).toBe("fe80::1");
  });
});

test.each(["10.0.0.0/33", "proxy.example", "10.0.0.1/x"])("a list with %s is refused by name", (entry) => {
  expect(() => parseTrustedProxies(`127.0.0.1,${entry}`)).toThrow(entry);
});

describe("what is counted as one caller", () => {
  test("IPv6 by /64, with the nets around it", () => {
    expect(networksOf("2001:db8:1:2ff:a:b:c:d")).toEqual({
      caller: "2001:db8:1:2ff::/64",
      wider: ["2001:db8:1:200::/56", "2001:db8:1::/48"],
      isOneParty: true,
    });
    expect(networksOf("2001:db8:1:2ff::9").caller).toBe(networksOf("2001:db8:1:2ff:ffff::1").caller);
  });

  test("IPv4 by address, mapped or not", () => {
    expect(networksOf("::ffff:192.0.2.7")).toEqual({
      caller: "192.0.2.7",
      wider: ["192.0.2.0/24"],
      isOneParty: false,
    });
    expect(networksOf("unknown")).toEqual({ caller: "unknown", wider: [], isOneParty: false });
  });
});
