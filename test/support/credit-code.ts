/** Credit codes that pass both check digits (GB 32100 and the GB 11714 inside), for enterprises that do not exist. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

export function creditCode(serial: number): string {
  const body = String(serial).padStart(8, '0');
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  const rest = 11 - (sum % 11);
  const organisation = body + (rest === 10 ? 'X' : rest === 11 ? '0' : String(rest));
  const code = `91140525${organisation}`;
  const weighted = [...code].reduce((total, sign, i) => total + ALPHABET.indexOf(sign) * (3 ** i % 31), 0);
  return code + (ALPHABET[(31 - (weighted % 31)) % 31] ?? '0');
}
