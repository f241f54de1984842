/**
 * Where the service may call (contract §5, security S27): the public internet, and what the county's administrator has
 * listed. Judged twice: when an address is given, and on the very address that is connected to.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { addressOf, isWithin } from '../addresses.js';

export const URL_LENGTH_MAX = 2_000;

/** Why not, in words that go into a Chinese sentence; null where it may be called. */
export type TargetFault = '须为 http 或 https 网址' | '网址中不得含用户名或密码' | '网址中不得含 # 片段' | '网址过长' | '指向本机、内网、链路本地或云元数据地址';

/** Metadata services that stand in public ranges: Azure's wire server. */
const METADATA = ['168.63.129.16'];
/** All that is handed out to networks as global unicast; the special ranges inside it have names of their own. */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];
const LOOPBACK_NAMES = /^(localhost|.*\.localhost|localhost\.localdomain)$/;
const METADATA_NAMES = /^(metadata|metadata\.google\.internal|metadata\.tencentyun\.com|instance-data|instance-data\.ec2\.internal)$/;
/** 127.0.0.1.nip.io, 10-0-0-5.sslip.io: public names that spell an address. */
const SPELT_ADDRESS = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?=[.-]|$)/;

/** The host of a URL without brackets and without the dot at its end, as it is looked up. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '').toLowerCase();

/** `allowed`: address ranges an administrator has listed (`10.20.0.0/16`), whatever they are. */
export function addressIsRefused(address: string, allowed: readonly string[]): boolean {
  const judged = addressOf(address);
  if (judged === null) return true;
  if (isWithin(allowed, judged)) return false;
  if (METADATA.includes(judged.toString())) return true;
  return judged.range() !== 'unicast' || (judged instanceof ipaddr.IPv6 && !judged.match(GLOBAL_UNICAST));
}

/** Without a look at the name service: form, literal addresses in any spelling, names that are local by themselves. */
export function urlFault(text: string, allowed: readonly string[]): TargetFault | null {
  if (text.length > URL_LENGTH_MAX) return '网址过长';
  if (!URL.canParse(text)) return '须为 http 或 https 网址';
  const url = new URL(text);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || !url.hostname) return '须为 http 或 https 网址';
  if (url.username || url.password) return '网址中不得含用户名或密码';
  if (url.hash || text.endsWith('#')) return '网址中不得含 # 片段';
  return hostIsRefused(hostOf(url), allowed) ? '指向本机、内网、链路本地或云元数据地址' : null;
}

function hostIsRefused(host: string, allowed: readonly string[]): boolean {
  if (isIP(host) !== 0) return addressIsRefused(host, allowed);
  if (METADATA_NAMES.test(host)) return true;
  if (LOOPBACK_NAMES.test(host)) return addressIsRefused('127.0.0.1', allowed);
  const [, ...parts] = SPELT_ADDRESS.exec(host) ?? [];
  const spelt = parts.join('.');
  return parts.length === 4 && ipaddr.IPv4.isValidFourPartDecimal(spelt) && addressIsRefused(spelt, allowed);
}

/** What the sandbox lists. */
export const LOOPBACK: readonly string[] = ['127.0.0.0/8', '::1/128'];
