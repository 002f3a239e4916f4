import { BlockList, isIP } from "node:net";

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** Whether only this machine itself can reach an address, given by name or number (IPv6 with or without brackets). */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, "$1");
  const version = isIP(address);
  if (version === 0) return address.toLowerCase() === "localhost";
  return LOOPBACK.check(address, version === 4 ? "ipv4" : "ipv6");
}
