/**
 * 统一社会信用代码 (GB 32100): 18 characters, the last a check digit modulo 31.
 * Characters 9–17 are the organisation code, whose own last character is checked modulo 11 (GB 11714).
 * Contract §3 demands the first check only; the second tells a typing error from an invented code.
 */
export type CreditCodeFault = 'LENGTH' | 'ALPHABET' | 'CHECK_DIGIT';

/** Without I, O, S, V and Z, which are mistaken for digits and other letters. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CODE_LENGTH = 18;
const ORGANISATION_CODE_AT = 8;
const ORGANISATION_CODE_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The first thing wrong with a code, or null. Upper case and half width only: tidying input is the caller's act. */
export function creditCodeFault(code: string): CreditCodeFault | null {
  if (code.length !== CODE_LENGTH) return 'LENGTH';
  if ([...code].some((character) => !ALPHABET.includes(character))) return 'ALPHABET';
  return code.at(-1) === creditCodeCheckDigit(code.slice(0, -1)) ? null : 'CHECK_DIGIT';
}

/** The 18th character for the first 17 (GB 32100): weights 3^(i-1) mod 31. */
export function creditCodeCheckDigit(first17: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of first17) {
    sum += valueIn(ALPHABET, character) * weight;
    weight = (weight * 3) % ALPHABET.length;
  }
  return ALPHABET.charAt((ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length);
}

/** Does the organisation code inside (characters 9–17) carry its own right check digit? False for a malformed code. */
export function organisationCodeHolds(code: string): boolean {
  const inside = code.slice(ORGANISATION_CODE_AT, CODE_LENGTH - 1);
  if (code.length !== CODE_LENGTH || !/^[0-9A-Z]{8}[0-9X]$/.test(inside)) return false;
  return inside.at(-1) === organisationCodeCheckDigit(inside.slice(0, -1));
}

/** The ninth character of an organisation code (GB 11714): modulo 11, ten written X, eleven written 0. */
export function organisationCodeCheckDigit(first8: string): string {
  const sum = ORGANISATION_CODE_WEIGHTS.reduce(
    (total, weight, at) => total + weight * Number.parseInt(first8.charAt(at), 36),
    0,
  );
  const rest = 11 - (sum % 11);
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest);
}

function valueIn(alphabet: string, character: string): number {
  const value = alphabet.indexOf(character);
  if (value < 0) throw new RangeError(`not a character of GB 32100: ${character}`);
  return value;
}
