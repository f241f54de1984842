/** Addresses of the network and the ranges (CIDR) that contain them. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An IPv4 address inside an IPv6 one (`::ffff:127.0.0.1`) is judged as what is really connected to; null where it is none. */
export const addressOf = (text: string): Address | null => (isIP(text) === 0 ? null : ipaddr.process(text));

/** The fields let only ranges in; whatever else stands among them contains nothing. */
export const isWithin = (ranges: readonly string[], address: Address): boolean => ranges.some((range) => {
  if (!ipaddr.isValidCIDR(range)) return false;
  const [base, bits] = ipaddr.parseCIDR(range);
  return base.kind() === address.kind() && address.match(base, bits);
});
