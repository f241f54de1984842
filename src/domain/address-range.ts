/** A network range (CIDR) as an administrator writes it, in the one spelling there is for it. */
export const ADDRESS_RANGE = '网段，例如 10.20.0.0/16，一个地址写作 203.0.113.7/32（IPv4 掩码 8–32 位，IPv6 掩码 32–128 位）';

/** Narrow enough to be meant: no list opens everything (security S27). */
export function isAddressRange(value: unknown): value is string {
  const [, base = '', bits = ''] = /^([\d.]{7,15}|[\da-f:]{2,39})\/(\d{1,3})$/.exec(typeof value === 'string' ? value : '') ?? [];
  const v6 = base.includes(':');
  const host = v6 ? `[${base}]` : base;
  const real = base !== '' && URL.canParse(`http://${host}/`) && (v6 || new URL(`http://${host}/`).hostname === base);
  return real && Number(bits) >= (v6 ? 32 : 8) && Number(bits) <= (v6 ? 128 : 32);
}
